package dev.hubdesk.hub.lfs;

import dev.hubdesk.catalog.files.OwnerOnly;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/// The secret of an installation that its upload URLs are signed with. Replacing it makes the URLs
/// that are out invalid, nothing else.
public final class UploadSecret {

  /// Bytes of a secret.
  public static final int LENGTH = 32;

  private final byte[] bytes;

  private UploadSecret(byte[] bytes) {
    this.bytes = bytes;
  }

  /// A secret that ends with the process.
  public static UploadSecret random() {
    var bytes = new byte[LENGTH];
    new SecureRandom().nextBytes(bytes);
    return new UploadSecret(bytes);
  }

  /// The secret kept in a file; made, readable for its owner alone, when there is none.
  public static UploadSecret keptIn(Path file) throws IOException {
    if (!Files.exists(file)) {
      create(file);
    }
    byte[] bytes = Files.readAllBytes(file);
    if (bytes.length != LENGTH) {
      throw new IOException(file + " does not hold a secret of " + LENGTH + " bytes");
    }
    return new UploadSecret(bytes);
  }

  byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public String toString() {
    return "UploadSecret";
  }

  private static void create(Path file) throws IOException {
    try {
      OwnerOnly.create(file, random().bytes);
    } catch (FileAlreadyExistsException _) {
      // Another process of this installation was first.
    }
  }
}

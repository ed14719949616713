package dev.hubdesk.desk.transfer;

import dev.hubdesk.desk.cache.ContentDigest;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import dev.hubdesk.protocol.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;

/// Contents to fetch, and their digests.
final class Samples {

  static final RepoId REPO = new RepoId(RepoType.MODEL, "ana", "bert");
  static final Oid COMMIT = new Oid("0123456789abcdef0123456789abcdef01234567");

  private Samples() {}

  static byte[] bytes(int size) {
    var bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  static ContentDigest lfs(byte[] content) {
    return new ContentDigest.LargeFile(Sha256.of(digest("SHA-256").digest(content)));
  }

  static ContentDigest git(byte[] content) {
    MessageDigest sha1 = digest("SHA-1");
    sha1.update(("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
    return new ContentDigest.GitBlob(new Oid(HexFormat.of().formatHex(sha1.digest(content))));
  }

  /// Fetches one file by itself.
  static Outcome fetch(
      TransferEngine engine, FileTransfer transfer, Progress progress, CancelSignal stop)
      throws IOException, InterruptedException {
    Path folder = Objects.requireNonNull(transfer.destination().getParent());
    Files.createDirectories(folder);
    try (DiskSpace.Promise promise = engine.promise(folder, transfer.size())) {
      return engine.fetch(transfer, promise, progress, stop);
    }
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

package dev.hubdesk.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/// The SHA-256 of a file's bytes, 64 lower-case hex digits: how Git LFS names an object.
public record Sha256(String hex) implements Comparable<Sha256> {

  /// Hex digits of a digest.
  public static final int LENGTH = 64;

  public Sha256 {
    if (!Hex.isLower(hex, LENGTH)) {
      throw new IllegalArgumentException("not a SHA-256");
    }
  }

  /// Reads a digest; empty when the text is not exactly 64 lower-case hex digits.
  public static Optional<Sha256> parse(String text) {
    return Hex.isLower(text, LENGTH) ? Optional.of(new Sha256(text)) : Optional.empty();
  }

  /// The digest in text form.
  ///
  /// @param digest 32 bytes
  public static Sha256 of(byte[] digest) {
    return new Sha256(HexFormat.of().formatHex(digest));
  }

  /// The digest of a text in UTF-8.
  public static Sha256 ofText(String text) {
    return of(newDigest().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// A digest to feed with bytes.
  public static MessageDigest newDigest() {
    return Digests.start("SHA-256");
  }

  @Override
  public int compareTo(Sha256 other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}

package dev.hubdesk.protocol;

import java.security.MessageDigest;
import java.util.Optional;

/// The id of a git object (blob, tree or commit): SHA-1 as 40 lower-case hex digits.
public record Oid(String hex) implements Comparable<Oid> {

  /// Hex digits of an id.
  public static final int LENGTH = 40;

  public Oid {
    if (!Hex.isLower(hex, LENGTH)) {
      throw new IllegalArgumentException("not a git object id");
    }
  }

  /// Reads an id; empty when the text is not exactly 40 lower-case hex digits.
  public static Optional<Oid> parse(String text) {
    return Hex.isLower(text, LENGTH) ? Optional.of(new Oid(text)) : Optional.empty();
  }

  /// A digest to feed with bytes: git's.
  public static MessageDigest newDigest() {
    return Digests.start("SHA-1");
  }

  @Override
  public int compareTo(Oid other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}

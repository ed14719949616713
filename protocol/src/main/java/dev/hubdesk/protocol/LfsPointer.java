package dev.hubdesk.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The small text that stands in git for a large file: the file's SHA-256 and its size in bytes.
/// The form is that of the Git LFS pointer specification, version 1.
public record LfsPointer(Sha256 oid, long size) {

  /// A text longer than this is never a pointer (the specification's limit is 1024 bytes).
  public static final int MAX_BYTES = 1023;

  private static final Pattern FORM =
      Pattern.compile(
          "version https://git-lfs\\.github\\.com/spec/v1\\n"
              + "(?:ext-\\d-[^ \\n]+ [^\\n]*\\n)*"
              + "oid sha256:([0-9a-f]{64})\\n"
              + "size (0|[1-9]\\d{0,18})\\n?");

  public LfsPointer {
    if (size < 0) {
      throw new IllegalArgumentException("negative size");
    }
  }

  /// Reads a pointer; empty when the bytes are anything else.
  public static Optional<LfsPointer> parse(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      return Optional.empty();
    }
    Matcher matcher = FORM.matcher(new String(bytes, StandardCharsets.UTF_8));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new LfsPointer(new Sha256(matcher.group(1)), Long.parseLong(matcher.group(2))));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /// The pointer's text, as git stores it.
  public String text() {
    return "version https://git-lfs.github.com/spec/v1\noid sha256:"
        + oid.hex()
        + "\nsize "
        + size
        + "\n";
  }

  /// The pointer's text in UTF-8.
  public byte[] bytes() {
    return text().getBytes(StandardCharsets.UTF_8);
  }
}

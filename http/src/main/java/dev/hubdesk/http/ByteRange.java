package dev.hubdesk.http;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A slice of a content: its first and last byte, both inside it. The rules are those of RFC 9110,
/// section 14.
public record ByteRange(long first, long last) {

  private static final Pattern SINGLE =
      Pattern.compile("(?i:bytes)\\s*=\\s*(?:(\\d+)\\s*-\\s*(\\d*)|-\\s*(\\d+))\\s*");

  public ByteRange {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException("not a range: " + first + "-" + last);
    }
  }

  /// What a `Range` header selects of a content of `size` bytes. Empty means all of it: no header,
  /// another unit, a malformed header, or several ranges, all of which a server may ignore.
  ///
  /// @throws FailureException with `RangeNotSatisfiable` when the range lies outside the content
  public static Optional<ByteRange> select(@Nullable String header, long size) {
    if (header == null) {
      return Optional.empty();
    }
    Matcher matcher = SINGLE.matcher(header);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return matcher.group(3) == null
        ? fromStart(number(matcher.group(1)), matcher.group(2), size)
        : fromEnd(number(matcher.group(3)), size);
  }

  private static Optional<ByteRange> fromStart(long first, String lastText, long size) {
    long last = lastText.isEmpty() ? Long.MAX_VALUE : number(lastText);
    if (last < first) {
      return Optional.empty();
    }
    if (first >= size) {
      throw new FailureException(new Failure.RangeNotSatisfiable(size));
    }
    return Optional.of(new ByteRange(first, Math.min(last, size - 1)));
  }

  private static Optional<ByteRange> fromEnd(long length, long size) {
    if (length == 0 || size == 0) {
      throw new FailureException(new Failure.RangeNotSatisfiable(size));
    }
    return Optional.of(new ByteRange(Math.max(0, size - length), size - 1));
  }

  /// Numbers beyond a long lie past the end of everything.
  private static long number(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException _) {
      return Long.MAX_VALUE;
    }
  }

  /// Bytes in the slice.
  public long length() {
    return last - first + 1;
  }

  /// The `Content-Range` header for a content of `size` bytes.
  public String contentRange(long size) {
    return "bytes " + first + "-" + last + "/" + size;
  }
}

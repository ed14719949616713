package dev.hubdesk.http;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a `Range` header by the rules of RFC 9110, section 14. Ranges that overlap or touch become
/// one, so that no answer holds a byte twice.
public final class ByteRanges {

  /// The most ranges that one request may ask for.
  public static final int MAX_RANGES = 64;

  private static final Pattern SET = Pattern.compile("(?i:bytes)\\s*=(.*)");
  private static final Pattern ONE =
      Pattern.compile("(?:(\\d{1,40})\\s*-\\s*(\\d{0,40})|-\\s*(\\d{1,40}))");

  private ByteRanges() {}

  /// What a header selects of a content of `size` bytes, in the order asked. Empty means all of it:
  /// no header, another unit, or a malformed header, which a server is to ignore.
  ///
  /// @throws FailureException with `RangeNotSatisfiable` when every range lies outside the content,
  ///   or there are more than [#MAX_RANGES]
  public static List<ByteRange> select(@Nullable String header, long size) {
    Matcher set = SET.matcher(header == null ? "" : header.strip());
    if (!set.matches()) {
      return List.of();
    }
    var ranges = new ArrayList<ByteRange>();
    int asked = 0;
    for (String part : set.group(1).split(",", -1)) {
      if (part.isBlank()) {
        continue;
      }
      Matcher one = ONE.matcher(part.strip());
      if (!one.matches() || isBackwards(one)) {
        return List.of();
      }
      if (++asked > MAX_RANGES) {
        throw outside(size);
      }
      inside(one, size).ifPresent(range -> join(ranges, range));
    }
    if (asked > 0 && ranges.isEmpty()) {
      throw outside(size);
    }
    return List.copyOf(ranges);
  }

  private static boolean isBackwards(Matcher one) {
    return one.group(3) == null
        && !one.group(2).isEmpty()
        && number(one.group(2)) < number(one.group(1));
  }

  private static Optional<ByteRange> inside(Matcher one, long size) {
    if (one.group(3) != null) {
      long length = number(one.group(3));
      return length == 0 || size == 0
          ? Optional.empty()
          : Optional.of(new ByteRange(Math.max(0, size - length), size - 1));
    }
    long first = number(one.group(1));
    long last = one.group(2).isEmpty() ? Long.MAX_VALUE : number(one.group(2));
    return first >= size
        ? Optional.empty()
        : Optional.of(new ByteRange(first, Math.min(last, size - 1)));
  }

  /// Adds a range, at the place of the first that it touches.
  private static void join(List<ByteRange> ranges, ByteRange range) {
    ByteRange joined = range;
    int place = ranges.size();
    for (int i = 0; i < ranges.size(); ) {
      if (ranges.get(i).touches(joined)) {
        joined = joined.with(ranges.remove(i));
        place = Math.min(place, i);
        i = 0;
      } else {
        i++;
      }
    }
    ranges.add(Math.min(place, ranges.size()), joined);
  }

  /// Numbers beyond a long lie past the end of everything.
  private static long number(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException _) {
      return Long.MAX_VALUE;
    }
  }

  private static FailureException outside(long size) {
    return new FailureException(new Failure.RangeNotSatisfiable(size));
  }
}

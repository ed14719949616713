package dev.hubdesk.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What tells one state of a content from another (RFC 9110, section 8.8), and what a request says
/// of the state that it has (section 13).
///
/// @param tag the entity tag, in quotes
/// @param modified when the content last changed, in whole seconds; null when that is not known
record Validators(String tag, @Nullable Instant modified) {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /// What preconditions decide.
  enum Verdict {
    SEND,
    NOT_MODIFIED,
    FAILED
  }

  static Validators of(String etag, @Nullable Instant modified) {
    return new Validators(
        "\"" + etag + "\"", modified == null ? null : modified.truncatedTo(ChronoUnit.SECONDS));
  }

  /// The `Last-Modified` header.
  @Nullable String lastModified() {
    return modified == null ? null : DATE.format(modified);
  }

  /// Weighs the preconditions of a GET or HEAD in the order of RFC 9110, section 13.2.2.
  ///
  /// @param header finds a header; null when it was not sent
  Verdict weigh(Function<String, @Nullable String> header) {
    String ifMatch = header.apply("If-Match");
    if (ifMatch == null
        ? changedSince(header.apply("If-Unmodified-Since"))
        : !isStrongIn(ifMatch)) {
      return Verdict.FAILED;
    }
    String ifNoneMatch = header.apply("If-None-Match");
    boolean known =
        ifNoneMatch == null
            ? unchangedSince(header.apply("If-Modified-Since"))
            : isWeakIn(ifNoneMatch);
    return known ? Verdict.NOT_MODIFIED : Verdict.SEND;
  }

  /// Whether a range may be cut for a client that has a part. Dates do not count: two states can
  /// have the same.
  boolean rangeCounts(@Nullable String ifRange) {
    return ifRange == null || ifRange.strip().equals(tag);
  }

  private boolean isStrongIn(String header) {
    return isIn(header, false);
  }

  private boolean isWeakIn(String header) {
    return isIn(header, true);
  }

  private boolean isIn(String header, boolean weak) {
    if (header.strip().equals("*")) {
      return true;
    }
    for (String part : header.split(",", -1)) {
      String bare = part.strip();
      if (tag.equals(weak && bare.startsWith("W/") ? bare.substring(2) : bare)) {
        return true;
      }
    }
    return false;
  }

  private boolean changedSince(@Nullable String header) {
    Instant date = date(header);
    return date != null && modified != null && modified.isAfter(date);
  }

  private boolean unchangedSince(@Nullable String header) {
    Instant date = date(header);
    return date != null && modified != null && !modified.isAfter(date);
  }

  /// A date that is malformed counts as not sent.
  private static @Nullable Instant date(@Nullable String header) {
    try {
      return header == null
          ? null
          : Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header.strip()));
    } catch (DateTimeException _) {
      return null;
    }
  }
}

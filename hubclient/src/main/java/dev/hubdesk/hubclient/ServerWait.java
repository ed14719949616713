package dev.hubdesk.hubclient;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The wait that a server asks for: `Retry-After` (seconds or a date) or the `t` of a `RateLimit`
/// with nothing remaining, whichever is longer.
final class ServerWait {

  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
  private static final Pattern EXHAUSTED = Pattern.compile("r=0\\s*;\\s*t=(\\d{1,9})");

  private final Clock clock;

  ServerWait(Clock clock) {
    this.clock = clock;
  }

  Optional<Duration> of(Answer answer) {
    Duration longest = Duration.ZERO;
    for (Optional<Duration> wait :
        List.of(
            answer.header("Retry-After").flatMap(this::retryAfter),
            answer.header("RateLimit").flatMap(ServerWait::rateLimit))) {
      if (wait.isPresent() && wait.get().compareTo(longest) > 0) {
        longest = wait.get();
      }
    }
    return longest.isZero() ? Optional.empty() : Optional.of(longest);
  }

  private Optional<Duration> retryAfter(String value) {
    String text = value.strip();
    if (SECONDS.matcher(text).matches()) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      ZonedDateTime date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
      Duration wait = Duration.between(clock.instant(), date.toInstant());
      return wait.isNegative() ? Optional.empty() : Optional.of(wait);
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> rateLimit(String value) {
    Matcher matcher = EXHAUSTED.matcher(value);
    return matcher.find()
        ? Optional.of(Duration.ofSeconds(Long.parseLong(matcher.group(1))))
        : Optional.empty();
  }
}

package dev.hubdesk.hubclient;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// How often, and after what wait, a failed attempt is repeated: exponential from `first` to
/// `longest`, a little random so that many clients do not come back together, and at least what the
/// server asked for (never more than `longestAsked`).
///
/// @param hurried whether to give up at once when the server asks for more than `longestAsked`:
///   somebody waits for the answer
public record RetryPolicy(
    int retries, Duration first, Duration longest, Duration longestAsked, boolean hurried) {

  /// What the Desk does unless told otherwise.
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(4, Duration.ofMillis(400), Duration.ofSeconds(10), Duration.ofMinutes(5));

  private static final double GROWTH = 1.6;

  /// Of somebody who has time.
  public RetryPolicy(int retries, Duration first, Duration longest, Duration longestAsked) {
    this(retries, first, longest, longestAsked, false);
  }

  public RetryPolicy {
    if (retries < 0 || first.isNegative() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException("a retry policy needs retries >= 0 and first <= longest");
    }
  }

  /// The same of somebody who is in a hurry.
  public RetryPolicy inHurry() {
    return new RetryPolicy(retries, first, longest, longestAsked, true);
  }

  /// The same with more attempts, if it has fewer.
  RetryPolicy atLeast(int attempts) {
    return new RetryPolicy(Math.max(attempts, retries), first, longest, longestAsked, hurried);
  }

  /// Whether to make another attempt.
  ///
  /// @param failed attempts that failed in a row, from 1
  /// @param asked what the server asked for
  boolean goesOn(int failed, @Nullable Duration asked) {
    boolean tooLong = asked != null && asked.compareTo(longestAsked) > 0;
    return failed <= retries && !(hurried && tooLong);
  }

  /// The wait before the next attempt.
  ///
  /// @param failed attempts that failed in a row, from 1
  /// @param asked what the server asked for
  public Duration waitAfter(int failed, @Nullable Duration asked) {
    double grown = first.toMillis() * Math.pow(GROWTH, Math.clamp(failed - 1L, 0, 60));
    long millis = Math.min((long) grown, longest.toMillis());
    long jittered = millis + ThreadLocalRandom.current().nextLong(millis / 8 + 1);
    if (asked == null) {
      return Duration.ofMillis(jittered);
    }
    Duration capped = asked.compareTo(longestAsked) > 0 ? longestAsked : asked;
    return capped.toMillis() > jittered ? capped : Duration.ofMillis(jittered);
  }
}

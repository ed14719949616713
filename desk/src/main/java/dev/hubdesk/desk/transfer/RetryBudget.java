package dev.hubdesk.desk.transfer;

import dev.hubdesk.hubclient.RetryPolicy;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How many attempts may still fail. Progress gives all of them back; only a server that never
/// stops failing meets the ceiling of its lifetime.
final class RetryBudget {

  private static final int LIFETIME_FACTOR = 100;

  private final RetryPolicy policy;
  private int failedInARow;
  private int failedEver;

  RetryBudget(RetryPolicy policy) {
    this.policy = policy;
  }

  void progressed() {
    failedInARow = 0;
  }

  /// Counts a failed attempt.
  ///
  /// @param asked the wait that the server asked for, if it did
  /// @return the wait before the next attempt; empty when there is none
  Optional<Duration> failed(@Nullable Duration asked) {
    failedInARow++;
    failedEver++;
    if (failedInARow > policy.retries() || failedEver > (policy.retries() + 1) * LIFETIME_FACTOR) {
      return Optional.empty();
    }
    return Optional.of(policy.waitAfter(failedInARow, asked));
  }
}

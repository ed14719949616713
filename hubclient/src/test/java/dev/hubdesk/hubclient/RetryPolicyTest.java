package dev.hubdesk.hubclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final RetryPolicy USUAL = RetryPolicy.DEFAULT;

  @Test
  void waitsLongerFromTimeToTimeUpToTheLongest() {
    Duration before = Duration.ZERO;
    for (int failed = 1; failed <= 20; failed++) {
      Duration least = USUAL.waitAfter(failed, null);
      for (int i = 0; i < 50; i++) {
        Duration wait = USUAL.waitAfter(failed, null);
        least = wait.compareTo(least) < 0 ? wait : least;
        assertThat(wait).isBetween(Duration.ofMillis(400), Duration.ofMillis(11_250));
      }
      assertThat(least.plusMillis(1_250)).isGreaterThanOrEqualTo(before);
      before = least;
    }
    assertThat(USUAL.waitAfter(1, null)).isLessThan(Duration.ofMillis(600));
    assertThat(before).isGreaterThanOrEqualTo(Duration.ofSeconds(10));
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 60, 1_000, Integer.MAX_VALUE})
  void staysWithinItsBoundsHoweverOftenItFailed(int failed) {
    assertThat(USUAL.waitAfter(failed, null))
        .isBetween(Duration.ofMillis(400), Duration.ofMillis(11_250));
    var extreme =
        new RetryPolicy(Integer.MAX_VALUE, Duration.ofDays(3_000), Duration.ofDays(40_000), SECOND);
    assertThat(extreme.waitAfter(failed, null))
        .isBetween(Duration.ofDays(3_000), Duration.ofDays(45_000));
    var none = new RetryPolicy(0, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    assertThat(none.waitAfter(failed, SECOND)).isZero();
  }

  @Test
  void waitsAtLeastAsLongAsTheServerAsksAndFiveMinutesAtMost() {
    assertThat(USUAL.waitAfter(1, Duration.ofSeconds(2))).isEqualTo(Duration.ofSeconds(2));
    assertThat(USUAL.waitAfter(1, Duration.ofMinutes(5))).isEqualTo(Duration.ofMinutes(5));
    assertThat(USUAL.waitAfter(1, Duration.ofSeconds(301))).isEqualTo(Duration.ofMinutes(5));
    assertThat(USUAL.waitAfter(1, Duration.ofDays(999_999))).isEqualTo(Duration.ofMinutes(5));
    assertThat(USUAL.waitAfter(20, Duration.ofMillis(1))).isGreaterThan(Duration.ofSeconds(9));
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> new RetryPolicy(-1, SECOND, SECOND, SECOND))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RetryPolicy(0, SECOND.negated(), SECOND, SECOND))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RetryPolicy(0, SECOND, Duration.ZERO, SECOND))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

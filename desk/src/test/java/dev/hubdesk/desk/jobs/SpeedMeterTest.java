package dev.hubdesk.desk.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpeedMeterTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  @Test
  void tellsASteadySpeedAndTheTimeThatIsLeft() {
    var meter = new SpeedMeter(0);
    for (int second = 1; second <= 20; second++) {
      meter.add(1_000);
      meter.bytesPerSecond(second * SECOND);
    }

    assertThat(meter.bytesPerSecond(20 * SECOND)).isBetween(950L, 1_050L);
    assertThat(meter.etaSeconds(10_000, 20 * SECOND)).isBetween(9L, 11L);
  }

  @Test
  void forgetsWhatIsLongAgo() {
    var meter = new SpeedMeter(0);
    meter.add(1_000_000);
    meter.bytesPerSecond(SECOND);
    for (int second = 2; second <= 60; second++) {
      meter.bytesPerSecond(second * SECOND);
    }

    assertThat(meter.bytesPerSecond(61 * SECOND)).isLessThan(10);
  }

  @Test
  void knowsNothingBeforeTheFirstByte() {
    var meter = new SpeedMeter(0);

    assertThat(meter.bytesPerSecond(SECOND)).isZero();
    assertThat(meter.etaSeconds(10_000, SECOND)).isZero();
  }
}

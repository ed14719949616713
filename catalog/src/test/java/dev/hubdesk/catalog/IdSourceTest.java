package dev.hubdesk.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class IdSourceTest {

  @Test
  void idsFollowTimeAndNeverReturnEvenWhenTheClockDoes() {
    var clock = new long[] {Instant.parse("2026-11-22T12:00:00Z").toEpochMilli()};
    var ids = new IdSource(() -> Instant.ofEpochMilli(clock[0]));
    long last = 0;
    for (int i = 0; i < 100_000; i++) {
      long id = ids.next();
      assertThat(id).isGreaterThan(last);
      last = id;
      clock[0] += i % 3 - 1;
    }
    clock[0] += 3_600_000;
    assertThat(ids.next()).isGreaterThan(last + (3_000_000L << 22));
  }

  @Test
  void twoNodesMakeDifferentIdsInTheSameMillisecond() {
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));
    assertThat(new IdSource(clock).next()).isNotEqualTo(new IdSource(clock).next());
  }

  @Test
  void idsArePositiveEvenWhenTheClockWasNeverSet() {
    var ids = new IdSource(InstantSource.fixed(Instant.EPOCH));
    assertThat(ids.next()).isPositive();
    assertThat(ids.next()).isEqualTo(2);
  }
}

package dev.hubdesk.catalog;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;

/// Makes ids for rows: positive, never the same twice, in the order of time. Milliseconds, then
/// random bits that keep nodes apart; a primary key catches what chance does not.
final class IdSource {

  private static final long EPOCH = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
  private static final int RANDOM_BITS = 22;

  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private long last;

  IdSource(InstantSource clock) {
    this.clock = clock;
  }

  synchronized long next() {
    long candidate = ((clock.millis() - EPOCH) << RANDOM_BITS) | random.nextInt(1 << RANDOM_BITS);
    last = Math.max(last + 1, candidate);
    return last;
  }
}

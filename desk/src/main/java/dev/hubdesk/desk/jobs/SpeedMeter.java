package dev.hubdesk.desk.jobs;

import java.time.Duration;
import java.util.ArrayDeque;

/// How fast bytes arrive: the mean of the last ten seconds, smoothed, and what that means for the
/// time that is left. Times are nanoseconds of one clock.
final class SpeedMeter {

  private static final long WINDOW = Duration.ofSeconds(10).toNanos();
  private static final long SAMPLE = Duration.ofMillis(400).toNanos();
  private static final double KEPT = 0.7;
  private static final double SECOND = 1e9;

  private final ArrayDeque<Sample> samples = new ArrayDeque<>();
  private final long started;
  private long bytes;
  private double smoothed;

  SpeedMeter(long now) {
    this.started = now;
    samples.add(new Sample(now, 0));
  }

  /// Counts bytes that arrived; those that were there already are not speed.
  void add(long arrived) {
    bytes += arrived;
  }

  /// Bytes per second.
  long bytesPerSecond(long now) {
    if (now - samples.getLast().time >= SAMPLE) {
      samples.add(new Sample(now, bytes));
      while (samples.size() > 2 && now - samples.getFirst().time > WINDOW) {
        samples.removeFirst();
      }
      Sample first = samples.getFirst();
      double recent = Math.max(0, (bytes - first.bytes) / ((now - first.time) / SECOND));
      smoothed = smoothed == 0 ? recent : KEPT * smoothed + (1 - KEPT) * recent;
    }
    return Math.round(smoothed);
  }

  /// Seconds until so many more bytes have arrived; 0 when nobody can know.
  long etaSeconds(long remaining, long now) {
    double seconds = (now - started) / SECOND;
    double mean = seconds > 0 ? bytes / seconds : 0;
    double expected = KEPT * mean + (1 - KEPT) * smoothed;
    return remaining <= 0 || expected < 1 ? 0 : Math.round(remaining / expected);
  }

  private record Sample(long time, long bytes) {}
}

package dev.hubdesk.desk.transfer;

import dev.hubdesk.hubclient.ByteSpan;
import java.time.Duration;
import java.util.Optional;

/// A piece of a file that one connection fetches. Its end can move nearer while it is being
/// fetched: an idle connection takes over the second half.
final class Segment {

  private final long began = System.nanoTime();
  private final long start;
  private long position;
  private long end;

  Segment(ByteSpan range) {
    this.start = range.start();
    this.position = range.start();
    this.end = range.end();
  }

  synchronized boolean isDone() {
    return position >= end;
  }

  synchronized long position() {
    return position;
  }

  synchronized long left() {
    return Math.max(0, end - position);
  }

  /// How long the rest takes if it goes on like this; nothing as long as nothing is known.
  synchronized Duration timeLeft() {
    if (position == start) {
      return Duration.ZERO;
    }
    double nanosPerByte = (double) (System.nanoTime() - began) / (position - start);
    return Duration.ofNanos((long) (nanosPerByte * left()));
  }

  synchronized ByteSpan rest() {
    return new ByteSpan(position, end);
  }

  synchronized void advance(long bytes) {
    position += bytes;
  }

  /// Gives away the second half of what is left; nothing of less than `least` bytes. What its
  /// connection has read and not written yet must not reach into the half that goes.
  synchronized Optional<Segment> split(long least) {
    if (left() < least) {
      return Optional.empty();
    }
    long middle = position + (end - position) / 2;
    var second = new Segment(new ByteSpan(middle, end));
    end = middle;
    return Optional.of(second);
  }
}

package dev.hubdesk.desk.transfer;

import dev.hubdesk.hubclient.ByteSpan;
import java.util.Optional;

/// A piece of a file that one connection fetches. Its end can move nearer while it is being
/// fetched: an idle connection takes over the second half.
final class Segment {

  private long position;
  private long end;

  Segment(ByteSpan range) {
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

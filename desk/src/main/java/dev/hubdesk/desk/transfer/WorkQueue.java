package dev.hubdesk.desk.transfer;

import dev.hubdesk.hubclient.ByteSpan;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The pieces of one file that are still to fetch, from its start to its end. When none is left,
/// the largest piece that somebody is working on is shared, so that one slow connection does not
/// hold up the end.
final class WorkQueue {

  /// The smallest piece that is worth a request of its own.
  static final long SMALLEST = 2L << 20;

  /// What an idle connection still takes over of a slow one: where packets are lost, 2 MiB of one
  /// connection last for many seconds. No less than a buffer of its writer.
  static final long LEAST_SHARED = 256L << 10;

  /// How long the rest of a slow piece would take.
  private static final Duration SLOW = Duration.ofSeconds(2);

  /// The largest piece: small enough that the digest follows closely, large enough that the wait
  /// for an answer does not count.
  static final long LARGEST = 32L << 20;

  private final Deque<ByteSpan> waiting = new ArrayDeque<>();
  private final Set<Segment> active = new HashSet<>();

  WorkQueue(List<ByteSpan> gaps, int connections) {
    long missing = gaps.stream().mapToLong(ByteSpan::length).sum();
    long piece =
        connections == 1 ? missing : Math.clamp(missing / (4L * connections), SMALLEST, LARGEST);
    for (ByteSpan gap : gaps) {
      cut(gap, piece);
    }
  }

  private void cut(ByteSpan gap, long piece) {
    for (long start = gap.start(); start < gap.end(); ) {
      long left = gap.end() - start;
      long length = left < piece + SMALLEST ? left : piece;
      waiting.add(new ByteSpan(start, start + length));
      start += length;
    }
  }

  /// The next piece; empty when there is nothing to do for another connection.
  synchronized Optional<Segment> take() {
    ByteSpan next = waiting.poll();
    Optional<Segment> segment =
        next != null ? Optional.of(new Segment(next)) : largest().flatMap(WorkQueue::share);
    segment.ifPresent(active::add);
    return segment;
  }

  synchronized void done(Segment segment) {
    active.remove(segment);
  }

  /// Its connection goes on meanwhile: there may be less by now than when it was chosen.
  private static Optional<Segment> share(Segment largest) {
    return largest.split(2 * LEAST_SHARED);
  }

  private Optional<Segment> largest() {
    return active.stream()
        .filter(WorkQueue::isWorthSharing)
        .max(Comparator.comparingLong(Segment::left));
  }

  private static boolean isWorthSharing(Segment segment) {
    long left = segment.left();
    return left >= 2 * SMALLEST
        || (left >= 2 * LEAST_SHARED && segment.timeLeft().compareTo(SLOW) > 0);
  }
}

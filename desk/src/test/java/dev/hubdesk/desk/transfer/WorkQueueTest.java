package dev.hubdesk.desk.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.hubclient.ByteSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkQueueTest {

  private static final long MIB = 1L << 20;

  @Test
  void handsOutTheGapsFromTheStart() {
    var gaps = List.of(new ByteSpan(0, 10 * MIB), new ByteSpan(90 * MIB, 100 * MIB));
    var queue = new WorkQueue(gaps, 2);
    var handed = new ArrayList<ByteSpan>();
    for (Optional<Segment> next = queue.take(); next.isPresent(); next = queue.take()) {
      handed.add(next.get().rest());
      next.get().advance(next.get().left());
      queue.done(next.get());
    }
    assertThat(handed).isSortedAccordingTo((a, b) -> Long.compare(a.start(), b.start()));
    assertThat(handed.stream().mapToLong(ByteSpan::length).sum()).isEqualTo(20 * MIB);
    assertThat(handed).hasSizeGreaterThan(4);
  }

  @Test
  void leavesOneConnectionOnePiece() {
    var queue = new WorkQueue(List.of(new ByteSpan(0, 1L << 40)), 1);
    assertThat(queue.take().orElseThrow().left()).isEqualTo(1L << 40);
  }

  @Test
  void sharesTheLargestPieceWhenNoneIsLeft() {
    var queue = new WorkQueue(List.of(new ByteSpan(0, 12 * MIB)), 1);
    Segment first = queue.take().orElseThrow();
    Segment second = queue.take().orElseThrow();
    assertThat(first.rest()).isEqualTo(new ByteSpan(0, 6 * MIB));
    assertThat(second.rest()).isEqualTo(new ByteSpan(6 * MIB, 12 * MIB));
    first.advance(4 * MIB);
    second.advance(4 * MIB);
    assertThat(queue.take()).as("too small to share").isEmpty();
  }

  @Test
  void sharesTheRestOfASlowPiece() throws InterruptedException {
    var queue = new WorkQueue(List.of(new ByteSpan(0, 3 * MIB)), 1);
    Segment slow = queue.take().orElseThrow();
    assertThat(queue.take()).as("nothing is known of it").isEmpty();
    slow.advance(MIB / 16);
    Thread.sleep(100);
    assertThat(queue.take()).as("five seconds more").isPresent();
    slow.advance(slow.left() - WorkQueue.LEAST_SHARED);
    assertThat(slow.split(2 * WorkQueue.LEAST_SHARED)).as("too small").isEmpty();
  }

  /// Its connection went on after somebody had chosen it.
  @Test
  void aPieceThatHasBecomeSmallOrIsDoneIsNotShared() {
    var piece = new Segment(new ByteSpan(0, 8 * MIB));
    piece.advance(5 * MIB);
    assertThat(piece.split(4 * MIB)).isEmpty();
    piece.advance(3 * MIB);
    assertThat(piece.split(4 * MIB)).isEmpty();
    assertThat(piece.isDone()).isTrue();
  }
}

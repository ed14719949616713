package dev.hubdesk.desk.transfer;

import dev.hubdesk.hubclient.ByteSpan;
import dev.hubdesk.hubclient.RemoteFile;
import dev.hubdesk.hubclient.RetryPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// Fills the holes of a partial file: over several connections by ranges, or in one go from a
/// server that serves no ranges.
final class RangedFetch {

  private final FileTransfer transfer;
  private final PartialFile file;
  private final Connections connections;
  private final RetryPolicy retries;
  private final Progress progress;
  private final RangeWriter.Arrivals arrivals;
  private final FileSource source;
  private final AtomicLong fetched = new AtomicLong();
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CountDownLatch answered = new CountDownLatch(1);

  RangedFetch(
      FileTransfer transfer,
      PartialFile file,
      Connections connections,
      RetryPolicy retries,
      Progress progress,
      RangeWriter.Arrivals arrivals) {
    this.transfer = transfer;
    this.file = file;
    this.connections = connections;
    this.retries = retries;
    this.progress = progress;
    this.arrivals = arrivals;
    this.source = new FileSource(connections.transport(), transfer);
  }

  /// Fetches what is missing.
  void run(int count) throws IOException, InterruptedException {
    var queue = new WorkQueue(file.ranges().gaps(file.size()), count);
    try {
      Workers.run("ranges", count, () -> work(queue));
    } catch (RangeIgnoredException _) {
      inOneGo();
    }
  }

  /// Bytes that were fetched so far.
  long fetched() {
    return fetched.get();
  }

  /// The first connection goes ahead: a refusal is asked for once, and where the bytes are is known
  /// when the others start.
  private void work(WorkQueue queue) throws IOException, InterruptedException {
    if (!begun.compareAndSet(false, true)) {
      answered.await();
      fetchAll(queue);
      return;
    }
    fetchAll(queue);
    answered.countDown();
  }

  private void fetchAll(WorkQueue queue) throws IOException, InterruptedException {
    Optional<Segment> segment = queue.take();
    while (segment.isPresent()) {
      fetch(segment.get());
      queue.done(segment.get());
      segment = queue.take();
    }
  }

  private void fetch(Segment segment) throws IOException, InterruptedException {
    var budget = new RetryBudget(retries);
    connections.attempt(transfer, budget, progress, () -> attempt(segment, budget));
  }

  /// The buffer and the handle of a writer are held no longer than a connection: those who wait for
  /// one may be many.
  private void attempt(Segment segment, RetryBudget budget)
      throws IOException, InterruptedException {
    if (segment.isDone()) {
      return;
    }
    ByteSpan range = segment.rest();
    boolean whole = range.length() == file.size();
    try (RangeWriter writer = writer(budget::progressed);
        RemoteFile remote = source.open(whole ? null : range)) {
      answered.countDown();
      writer.copy(remote.body(), segment);
      drain(remote, range, segment);
    }
  }

  /// A body that is read to its end gives its connection back.
  private static void drain(RemoteFile remote, ByteSpan asked, Segment segment) throws IOException {
    if (segment.position() == asked.end()) {
      remote.body().read();
    }
  }

  /// Each attempt begins at the start, so getting a little further refunds none: a server that
  /// always breaks would send the same bytes for ever.
  private void inOneGo() throws IOException, InterruptedException {
    connections.attempt(
        transfer,
        new RetryBudget(retries),
        progress,
        () -> {
          try (RangeWriter writer = writer(() -> {});
              RemoteFile remote = source.open(null)) {
            fillGaps(remote.body(), writer);
          }
        });
  }

  /// What is held is passed over, not written once more: the digest may have read it already.
  private void fillGaps(InputStream body, RangeWriter writer) throws IOException {
    long position = 0;
    for (ByteSpan gap : file.ranges().gaps(file.size())) {
      writer.skip(body, gap.start() - position);
      writer.copy(body, new Segment(gap));
      position = gap.end();
    }
  }

  private RangeWriter writer(Runnable progressed) {
    return new RangeWriter(
        file,
        bytes -> {
          if (bytes > 0) {
            progressed.run();
            fetched.addAndGet(bytes);
            arrivals.arrived(bytes);
          }
        });
  }
}

package dev.hubdesk.desk.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.desk.cache.BlobLock;
import dev.hubdesk.desk.cache.ContentDigest;
import dev.hubdesk.desk.flat.FlatSnapshot;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.Revision;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What several jobs, Desks and other programs do to one folder of real files.
@Timeout(60)
class FlatFolderTest extends TransferRig {

  private static final byte[] LARGE = Samples.bytes(3 << 20);
  private static final byte[] OTHER = Samples.bytes((3 << 20) + 1);
  private static final Oid SECOND = new Oid("2".repeat(40));

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<PlannedFile> files = new ArrayList<>();
  private TransferEngine desk;
  private long bytes;

  @BeforeEach
  void serve() {
    upstream.with("model.bin", LARGE);
    upstream.faults((n, start) -> new Fault.Slow(64 << 10, Duration.ofMillis(10)));
    desk = engine("one");
    add("model.bin", LARGE, Samples.lfs(LARGE));
    for (int i = 0; i < 30; i++) {
      byte[] content = ("file " + i).getBytes(StandardCharsets.UTF_8);
      upstream.with("f" + i, content);
      add("sub/f" + i, content, Samples.git(content));
    }
  }

  private void add(String path, byte[] content, ContentDigest digest) {
    files.add(new PlannedFile(new RepoPath(path), content.length, digest));
    bytes += content.length;
  }

  private TransferEngine engine(String owner) {
    return engine(new TransferSettings(8, 4, 8, MIB, retries(8), 0), owner);
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private Callable<SnapshotSummary> job(
      TransferEngine engine, Oid commit, List<PlannedFile> wanted, CancelSignal stop) {
    return job(engine, plan(wanted, commit), stop);
  }

  private Callable<SnapshotSummary> job(
      TransferEngine engine, SnapshotPlan plan, CancelSignal stop) {
    return () ->
        new SnapshotDownload(engine, new FlatSnapshot(folder, Samples.REPO, plan.commit()))
            .run(plan, Progress.NONE, stop);
  }

  private Future<SnapshotSummary> start(TransferEngine engine, Oid commit) {
    return threads.submit(job(engine, commit, files, new CancelSignal()));
  }

  private Path place(String path) {
    return folder.resolve("ana/bert").resolve(path);
  }

  private Path lock(String path) {
    return place(".cache/huggingface/download/" + path + ".lock");
  }

  @Test
  void twoRevisionsOfTheSameContentsFetchEachByteOnce() throws Exception {
    Future<SnapshotSummary> first = start(desk, Samples.COMMIT);
    Future<SnapshotSummary> second = start(desk, SECOND);

    SnapshotSummary one = first.get();
    SnapshotSummary other = second.get();

    assertThat(upstream.served()).isEqualTo(bytes);
    assertThat(one.fetchedFiles() + other.fetchedFiles()).isEqualTo(files.size());
    assertThat(one.presentFiles() + other.presentFiles()).isEqualTo(files.size());
    assertWhole();
  }

  @Test
  void twoDesksFetchEachByteOnce() throws Exception {
    Future<SnapshotSummary> first = start(desk, Samples.COMMIT);
    Future<SnapshotSummary> second = start(engine("two"), Samples.COMMIT);

    first.get();
    second.get();

    assertThat(upstream.served()).isEqualTo(bytes);
    assertWhole();
  }

  @Test
  void twoFiltersThatMeetFetchTheSharedFilesOnce() throws Exception {
    Future<SnapshotSummary> first =
        threads.submit(job(desk, SECOND, files.subList(0, 20), new CancelSignal()));
    Future<SnapshotSummary> second =
        threads.submit(job(desk, SECOND, files.subList(10, 31), new CancelSignal()));

    first.get();
    second.get();

    assertThat(upstream.served()).isEqualTo(bytes);
    assertWhole();
  }

  @Test
  void twoContentsForOnePlaceBothArriveAndTheLastStaysWhole() throws Exception {
    upstream.with("/ana/bert/resolve/" + SECOND.hex() + "/model.bin", OTHER);
    Future<SnapshotSummary> first =
        threads.submit(job(desk, Samples.COMMIT, files.subList(0, 1), new CancelSignal()));
    while (upstream.served() == 0) {
      Thread.sleep(1);
    }
    var later = new PlannedFile(new RepoPath("model.bin"), OTHER.length, Samples.lfs(OTHER));
    Future<SnapshotSummary> second =
        threads.submit(job(desk, SECOND, List.of(later), new CancelSignal()));
    first.get();
    second.get();

    assertThat(place("model.bin")).hasBinaryContent(OTHER);
    assertThat(Files.readAllLines(place(".cache/huggingface/download/model.bin.metadata")))
        .startsWith(SECOND.hex(), later.digest().etag());
  }

  /// A job while another program has the lock of the large file, and leaves this in its place.
  private SnapshotSummary besideAProgramThatBrings(byte[] content) throws Exception {
    Files.createDirectories(lock("model.bin").getParent());
    Future<SnapshotSummary> job;
    try (BlobLock _ = BlobLock.tryTake(lock("model.bin")).orElseThrow()) {
      job = start(desk, Samples.COMMIT);
      while (Files.notExists(place("sub/f29"))) {
        Thread.sleep(10);
      }
      assertThat(place("model.bin")).doesNotExist();
      Files.write(place("model.bin"), content);
    }
    return job.get();
  }

  @Test
  void whatAnotherProgramBringsMeanwhileIsReadAndNotFetched() throws Exception {
    assertThat(besideAProgramThatBrings(LARGE).presentFiles()).isOne();
    assertThat(upstream.served()).isEqualTo(bytes - LARGE.length);
    assertWhole();
  }

  @Test
  void whatAnotherProgramLeavesWrongIsFetchedAllTheSame() throws Exception {
    assertThat(besideAProgramThatBrings(new byte[LARGE.length]).presentFiles()).isZero();
    assertWhole();
  }

  @Test
  void hasTheLockOfWhatItFetchesAndLooksAtNoFileThatItsRecordVouchesFor() throws Exception {
    Future<SnapshotSummary> job = start(desk, Samples.COMMIT);
    while (upstream.served() < 100_000) {
      Thread.sleep(1);
    }
    assertThat(BlobLock.tryTake(lock("model.bin"))).isEmpty();
    job.get();

    try (BlobLock _ = BlobLock.tryTake(lock("model.bin")).orElseThrow()) {
      assertThat(start(desk, Samples.COMMIT).get(5, TimeUnit.SECONDS).presentFiles())
          .isEqualTo(files.size());
    }
  }

  @Test
  void aStopEndsTheWaitForAnotherProgram() throws Exception {
    Files.createDirectories(lock("model.bin").getParent());
    try (BlobLock _ = BlobLock.tryTake(lock("model.bin")).orElseThrow()) {
      var stop = new CancelSignal();
      Future<SnapshotSummary> job = threads.submit(job(desk, SECOND, files, stop));
      Thread.sleep(300);
      assertStops(job, stop);
    }
  }

  @Test
  void aStopEndsTheWaitForAnotherJobAndNotThatJob() throws Exception {
    Future<SnapshotSummary> first = start(desk, Samples.COMMIT);
    while (upstream.served() < 100_000) {
      Thread.sleep(1);
    }
    var stop = new CancelSignal();
    Future<SnapshotSummary> second = threads.submit(job(desk, SECOND, files.subList(0, 1), stop));
    Thread.sleep(50);

    assertStops(second, stop);
    assertThat(first.isDone()).isFalse();
    first.get();
    assertThat(upstream.served()).isEqualTo(bytes);
    assertWhole();
  }

  @Test
  void aStopEndsTheReadingOfALargeFileThatStandsThere() throws Exception {
    long size = 4L << 30;
    Files.createDirectories(place(""));
    try (var sparse = new RandomAccessFile(place("huge.bin").toFile(), "rw")) {
      sparse.setLength(size);
    }
    var huge = new PlannedFile(new RepoPath("huge.bin"), size, Samples.lfs(LARGE));
    var stop = new CancelSignal();
    Future<SnapshotSummary> job = threads.submit(job(desk, SECOND, List.of(huge), stop));
    Thread.sleep(300);

    assertStops(job, stop);
    assertThat(place("huge.bin")).hasSize(size);
    assertThat(upstream.requests()).isZero();
  }

  @Test
  void aStopEndsThePreparationOfManyFiles() throws Exception {
    var endless =
        new PlanFiles() {
          @Override
          public int count() {
            return Integer.MAX_VALUE;
          }

          @Override
          public Iterator<PlannedFile> iterator() {
            return Stream.generate(files::getFirst).iterator();
          }
        };
    var plan = new SnapshotPlan(upstream.endpoint(), Samples.REPO, Revision.MAIN, SECOND, endless);
    var stop = new CancelSignal();
    Future<SnapshotSummary> job = threads.submit(job(desk, plan, stop));
    Thread.sleep(50);

    assertStops(job, stop);
    assertThat(upstream.requests()).isZero();
  }

  private static void assertStops(Future<SnapshotSummary> job, CancelSignal stop) {
    assertThat(job.isDone()).isFalse();
    stop.cancel();
    assertThatThrownBy(() -> job.get(20, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(TransferStoppedException.class);
  }

  private void assertWhole() throws IOException {
    assertThat(place("model.bin")).hasBinaryContent(LARGE);
    for (int i = 0; i < 30; i++) {
      assertThat(place("sub/f" + i)).hasContent("file " + i);
    }
    try (Stream<Path> all = Files.walk(folder)) {
      assertThat(all).noneMatch(path -> path.toString().endsWith(".incomplete"));
    }
  }
}

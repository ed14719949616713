package dev.hubdesk.desk.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.desk.cache.CachedRepo;
import dev.hubdesk.desk.cache.HubCache;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.Revision;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SnapshotDownloadTest extends TransferRig {

  private static final byte[] LARGE = Samples.bytes(3 << 20);

  private final List<PlannedFile> files = new ArrayList<>();
  private HubCache cache;

  @BeforeEach
  void serve() {
    upstream.with("model.bin", LARGE);
    cache = new HubCache(folder);
    files.add(new PlannedFile(new RepoPath("model.bin"), LARGE.length, Samples.lfs(LARGE)));
    for (int i = 0; i < 200; i++) {
      byte[] content = ("file " + i).getBytes(StandardCharsets.UTF_8);
      upstream.with("f" + i, content);
      var path = new RepoPath("sub" + i % 7 + "/f" + i);
      files.add(new PlannedFile(path, content.length, Samples.git(content)));
    }
  }

  @Test
  void bringsAllFilesThenTheRef() throws Exception {
    SnapshotSummary summary = run(Progress.NONE, new CancelSignal());
    assertThat(summary.fetchedFiles()).isEqualTo(201);
    CachedRepo repo = cache.repo(Samples.REPO);
    assertThat(repo.entry(Samples.COMMIT, new RepoPath("model.bin"))).hasBinaryContent(LARGE);
    assertThat(repo.entry(Samples.COMMIT, new RepoPath("sub3/f3"))).hasContent("file 3");
    assertThat(repo.readRef(Revision.MAIN)).contains(Samples.COMMIT);
    assertThat(folder.resolve("CACHEDIR.TAG")).exists();
    try (Stream<Path> all = Files.walk(folder)) {
      assertThat(all).noneMatch(path -> path.toString().endsWith(".incomplete"));
    }
  }

  @Test
  void doesNothingTheSecondTime() throws Exception {
    run(Progress.NONE, new CancelSignal());
    int before = upstream.requests();
    SnapshotSummary again = run(Progress.NONE, new CancelSignal());
    assertThat(again).isEqualTo(new SnapshotSummary(0, 201, 0));
    assertThat(upstream.requests()).isEqualTo(before);
  }

  /// Clients move blobs into snapshots where links are not possible.
  @Test
  void needsNoRoomForFilesThatStandInTheSnapshotThemselves() throws Exception {
    run(Progress.NONE, new CancelSignal());
    CachedRepo repo = cache.repo(Samples.REPO);
    for (PlannedFile file : files) {
      Path entry = repo.entry(Samples.COMMIT, file.path());
      Path blob = entry.toRealPath();
      Files.delete(entry);
      Files.move(blob, entry);
    }
    var fullDisk = new TransferSettings(8, 4, 8, MIB, retries(8), Long.MAX_VALUE / 2);
    assertThat(run(fullDisk, Progress.NONE, new CancelSignal()))
        .isEqualTo(new SnapshotSummary(0, 201, 0));
    assertThat(repo.folder().resolve("blobs")).isEmptyDirectory();
  }

  @Test
  void fetchesTheSameContentOnce() throws Exception {
    PlannedFile first = files.getFirst();
    files.clear();
    files.add(first);
    upstream.with("twin.bin", LARGE);
    files.add(new PlannedFile(new RepoPath("twin.bin"), first.size(), first.digest()));
    SnapshotSummary summary = run(Progress.NONE, new CancelSignal());
    assertThat(summary).isEqualTo(new SnapshotSummary(1, 1, LARGE.length));
    Path twin = cache.repo(Samples.REPO).entry(Samples.COMMIT, new RepoPath("twin.bin"));
    assertThat(twin).hasBinaryContent(LARGE);
  }

  @Test
  void writesNoRefWhenAFileIsMissing() {
    files.add(new PlannedFile(new RepoPath("gone"), 3, Samples.git(new byte[3])));
    assertThatThrownBy(() -> run(Progress.NONE, new CancelSignal()))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("gone");
    assertThat(cache.repo(Samples.REPO).folder().resolve("refs")).doesNotExist();
  }

  @Test
  void bringsTheOthersWhenOneFileCannotBeHad() {
    byte[] other = Samples.bytes(10);
    upstream.with("wrong", other);
    files.addFirst(new PlannedFile(new RepoPath("wrong"), 10, Samples.git(new byte[10])));
    assertThatThrownBy(() -> run(Progress.NONE, new CancelSignal()))
        .isInstanceOf(FailureException.class)
        .hasMessageStartingWith("1 of 202 files could not be downloaded: wrong (");
    CachedRepo repo = cache.repo(Samples.REPO);
    assertThat(repo.entry(Samples.COMMIT, new RepoPath("model.bin"))).hasBinaryContent(LARGE);
    assertThat(repo.entry(Samples.COMMIT, new RepoPath("sub3/f199"))).hasContent("file 199");
    assertThat(repo.folder().resolve("refs")).doesNotExist();
  }

  /// A login page stands in the place of every file.
  @Test
  void triesNoOtherWhenAHundredFilesAreLost() throws Exception {
    upstream.faults((_, _) -> new Fault.LoginPage(true));
    assertThatThrownBy(() -> run(Progress.NONE, new CancelSignal()))
        .isInstanceOf(FailureException.class)
        .hasMessageMatching("10\\d of 201 files .* no other was tried");
    assertThat(upstream.requests()).isLessThan(files.size() * 6);
  }

  @Test
  void goesOnAfterAStop() throws Exception {
    var stop = new CancelSignal();
    var finished = new AtomicInteger();
    Progress stopping =
        new Progress() {
          @Override
          public void finished(RepoPath path, Outcome outcome) {
            if (finished.incrementAndGet() == 50) {
              stop.cancel();
            }
          }
        };
    upstream.faults((n, start) -> new Fault.Slow(64, Duration.ofMillis(1)));
    assertThatThrownBy(() -> run(stopping, stop)).isInstanceOf(TransferStoppedException.class);
    assertThat(cache.repo(Samples.REPO).folder().resolve("refs")).doesNotExist();
    upstream.faults((n, start) -> new Fault.None());
    SnapshotSummary rest = run(Progress.NONE, new CancelSignal());
    assertThat(rest.presentFiles()).isBetween(50, 60);
    assertThat(rest.presentFiles() + rest.fetchedFiles()).isEqualTo(201);
  }

  @Test
  void survivesAServerThatRefusesEveryThirdRequest() throws Exception {
    upstream.faults((n, start) -> n % 3 == 0 ? new Fault.Status(429, Map.of()) : new Fault.None());
    assertThat(run(Progress.NONE, new CancelSignal()).fetchedFiles()).isEqualTo(201);
  }

  private SnapshotSummary run(Progress progress, CancelSignal stop) throws Exception {
    return run(new TransferSettings(8, 4, 8, MIB, retries(8), 0), progress, stop);
  }

  private SnapshotSummary run(TransferSettings settings, Progress progress, CancelSignal stop)
      throws Exception {
    SnapshotPlan plan = plan(files);
    return new SnapshotDownload(engine(settings), new CacheSnapshot(cache, plan))
        .run(plan, progress, stop);
  }
}

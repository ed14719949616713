package dev.hubdesk.desk.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.desk.cache.Manifest;
import dev.hubdesk.desk.jobs.JobState;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import dev.hubdesk.protocol.Sha256;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Files that stand without a blob on one side, and whose names therefore promise nothing.
class PlainFilesTest {

  private static final String REPO = "models--ana--tiny";
  private static final String FILE = "w.bin";
  private static final String RIGHT = "weights";
  private static final String WRONG = "weighty";

  @TempDir private Path folder;
  private MirrorSides sides;

  @BeforeEach
  void start() throws IOException {
    sides = new MirrorSides(folder);
  }

  @AfterEach
  void close() {
    sides.close();
  }

  @Test
  void bothSidesAreReadWhereNothingTellsTheDigest() throws Exception {
    plain(sides.local, RIGHT);
    plain(sides.hub(), WRONG);

    MirrorJob trusting = sides.pushed(false);
    assertThat(trusting.outcome().mended()).isZero();
    assertThat(there()).hasContent(WRONG);

    MirrorJob verified = sides.pushed(true);
    assertThat(verified.state()).isEqualTo(JobState.COMPLETED);
    assertThat(verified.outcome().mended()).isOne();
    assertThat(there()).hasContent(RIGHT);
    assertThat(sides.pushed(true).outcome().mended()).isZero();
  }

  @Test
  void aBlobOfTheSourceTellsWhatThePlainFileMustBe() throws Exception {
    MirrorSides.linked(sides.local, REPO, FILE, RIGHT);
    plain(sides.hub(), RIGHT);
    assertThat(sides.pushed(true).outcome().mended()).isZero();
    assertThat(Files.isSymbolicLink(there())).isFalse();

    plain(sides.hub(), WRONG);
    assertThat(sides.pushed(true).outcome().mended()).isOne();
    assertThat(there()).hasContent(RIGHT);
  }

  @Test
  void aBlobOfTheDestinationIsMendedFromAPlainFileThatIsRight() throws Exception {
    plain(sides.local, RIGHT);
    MirrorSides.linked(sides.hub(), REPO, FILE, RIGHT);
    Files.writeString(there().toRealPath(), WRONG);

    assertThat(sides.pushed(true).outcome().mended()).isOne();
    assertThat(there()).hasContent(RIGHT);
    assertThat(Files.isSymbolicLink(there())).isTrue();
  }

  @Test
  void aPlainFileThatIsDamagedMendsNothing() throws Exception {
    plain(sides.local, "weigher");
    MirrorSides.linked(sides.hub(), REPO, FILE, RIGHT);
    assertThat(sides.pushed(true).state()).isEqualTo(JobState.COMPLETED);
    assertThat(there()).hasContent(RIGHT);

    Files.writeString(there().toRealPath(), WRONG);
    MirrorJob refused = sides.pushed(true);
    assertThat(refused.state()).isEqualTo(JobState.FAILED);
    assertThat(refused.outcome().errors().getFirst()).contains("ana/tiny", "is damaged");
    assertThat(there()).hasContent(WRONG);
  }

  @Test
  void theListingOfACommitTellsWhatAPlainFileMustBe() throws Exception {
    plain(sides.local, WRONG);
    listing(sides.local);

    MirrorJob refused = sides.pushed(false);

    assertThat(refused.outcome().errors().getFirst()).contains("is damaged");
    assertThat(there()).doesNotExist();
    plain(sides.local, RIGHT);
    assertThat(sides.pushed(false).state()).isEqualTo(JobState.COMPLETED);
    plain(sides.hub(), WRONG);
    assertThat(sides.pushed(true).outcome().mended()).isOne();
  }

  @Test
  void theListingOfTheDestinationCountsWhereTheSourceHasNone() throws Exception {
    plain(sides.local, WRONG);
    plain(sides.hub(), RIGHT);
    listing(sides.hub());

    MirrorJob checked = sides.pushed(true);

    assertThat(checked.state()).isEqualTo(JobState.COMPLETED);
    assertThat(checked.outcome().mended()).isZero();
    assertThat(there()).hasContent(RIGHT);
  }

  @Test
  void theManifestTellsWhatAPlainFileMustBe() throws Exception {
    plain(sides.local, WRONG);
    var file = new Manifest.Entry(FILE, Sha256.ofText(RIGHT).hex(), RIGHT.length(), true);
    Manifest.of(
            RepoId.parse(RepoType.MODEL, "ana/tiny").orElseThrow(),
            "main",
            Oid.parse(MirrorSides.COMMIT).orElseThrow(),
            Instant.EPOCH,
            Instant.EPOCH,
            List.of(),
            List.of(),
            1,
            RIGHT.length(),
            List.of(file))
        .addTo(sides.local.resolve(REPO));

    assertThat(sides.pushed(false).outcome().errors().getFirst()).contains("is damaged");
  }

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void readingIsToldAsProgressAndStoppedAtOnce() throws Exception {
    long size = 1L << 40;
    for (Path root : new Path[] {sides.local, sides.hub()}) {
      try (var file = new RandomAccessFile(plain(root, "").toFile(), "rw")) {
        file.setLength(size);
      }
    }
    var read = new CountDownLatch(2);
    try (MirrorService service = sides.service(job -> count(job, read))) {
      String id = service.create(sides.push(true)).id();
      assertThat(read.await(1, TimeUnit.MINUTES)).isTrue();
      service.cancel(id);
    }
    assertThat(sides.catalog().mirrorJobs().all().getFirst().state()).isEqualTo("cancelled");
  }

  private static void count(MirrorJobView job, CountDownLatch read) {
    if (job.progress() instanceof MirrorProgress.View now && now.processedBytes() > 0) {
      assertThat(now.totalBytes()).isEqualTo(2L << 40);
      read.countDown();
    }
  }

  private static Path plain(Path root, String content) throws IOException {
    return MirrorSides.plain(root, REPO, FILE, content);
  }

  private Path there() {
    return MirrorSides.entry(sides.hub(), REPO, FILE);
  }

  private static void listing(Path root) throws IOException {
    Path trees = Files.createDirectories(root.resolve(REPO).resolve("trees"));
    Files.writeString(
        trees.resolve(MirrorSides.COMMIT + ".json"),
        """
        {"format_version": 1,
         "files": {"w.bin": {"size": 7, "blob_id": "%s", "lfs_sha256": "%s", "lfs_size": 7}}}
        """
            .formatted("d".repeat(40), Sha256.ofText(RIGHT).hex()));
  }
}

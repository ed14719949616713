package dev.hubdesk.desk.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.desk.jobs.JobState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What a mirror job does when the folder on a side is another one of a sudden, as after its disk
/// was unmounted.
@Timeout(60)
class MirrorTroubleTest {

  private static final int REPOSITORIES = 6;

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
  @DisabledOnOs(OS.WINDOWS)
  void aTargetThatIsUnmountedMidwayPausesTheJobAndNothingGoesIntoTheEmptyFolder() throws Exception {
    fill(sides.local);

    MirrorJob paused = interrupted(Direction.PUSH);

    assertThat(paused.state()).isEqualTo(JobState.PAUSED);
    assertThat(paused.error())
        .isEqualTo(
            sides.hub().toRealPath()
                + " is gone: was its disk unmounted? Bring it back, then resume");
    assertThat(resumed(paused.id()).error()).as("resumed too early").isEqualTo(paused.error());
    assertThat(sides.hub()).isEmptyDirectory();
    bringBack();
    assertThat(resumed(paused.id()).state()).isEqualTo(JobState.COMPLETED);
    assertWhole(sides.hub());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aSourceThatIsUnmountedMidwayIsNotTakenForEmpty() throws Exception {
    fill(sides.hub());

    MirrorJob paused = interrupted(Direction.PULL);

    assertThat(paused.state()).isEqualTo(JobState.PAUSED);
    assertThat(paused.error()).contains(sides.hub() + " is gone");
    bringBack();
    assertThat(resumed(paused.id()).state()).isEqualTo(JobState.COMPLETED);
    assertWhole(sides.local);
  }

  /// What a pull brings may fill the disk that the rows are on.
  @Test
  void jobsGoOnAfterOneWhoseEndCouldNotBeWrittenDown() throws Exception {
    fill(sides.local);
    try (MirrorService service = sides.service(_ -> {})) {
      statement(
          "CREATE TRIGGER refuse BEFORE UPDATE ON mirror_job"
              + " BEGIN SELECT RAISE(ABORT, 'refused'); END");
      String first = service.create(sides.push(false)).id();
      assertThat(service.await(first).state()).isEqualTo(JobState.COMPLETED);
      statement("DROP TRIGGER refuse");
      String second = service.create(sides.push(true)).id();
      assertThat(service.await(second).state()).isEqualTo(JobState.COMPLETED);
    }
    assertWhole(sides.hub());
  }

  private void statement(String sql) throws SQLException {
    try (Connection rows = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("desk.db"));
        Statement statement = rows.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void aRepositoryThatWasDeletedMeanwhileIsTold() throws Exception {
    fill(sides.local);
    var once = new AtomicBoolean();
    MirrorJob job;
    try (MirrorService service =
        sides.service(now -> {
          if (copied(now) == 1 && once.compareAndSet(false, true)) {
            move(sides.local.resolve("models--ana--m5"), folder.resolve("deleted"));
          }
        })) {
      job = service.await(service.create(sides.push(false)).id());
    }
    assertThat(job.state()).isEqualTo(JobState.FAILED);
    assertThat(job.outcome().errors()).containsExactly("ana/m5: it was deleted meanwhile");
    assertThat(job.outcome().copied()).isEqualTo(REPOSITORIES - 1);
  }

  @Test
  void deletingExtrasLeavesWhatIsInsideRepositoriesThatBothHave() throws Exception {
    fill(sides.local);
    MirrorSides.linked(sides.hub(), "models--ana--m0", "more.bin", "more");
    MirrorSides.linked(sides.hub(), "models--ana--extra", "w.bin", "extra");
    var order =
        new MirrorOrder(Direction.PUSH, "t", sides.target, sides.local, "", false, true, false);

    try (MirrorService service = sides.service(_ -> {})) {
      MirrorJob job = service.await(service.create(order).id());

      assertThat(job.outcome().deleted()).isOne();
    }
    assertThat(sides.hub().resolve("models--ana--extra")).doesNotExist();
    assertThat(MirrorSides.entry(sides.hub(), "models--ana--m0", "more.bin")).hasContent("more");
  }

  /// Runs a job of which the target's cache root is swapped for an empty folder after the first
  /// repository.
  private MirrorJob interrupted(Direction direction) throws Exception {
    var once = new AtomicBoolean();
    try (MirrorService service =
        sides.service(job -> {
          if (copied(job) == 1 && once.compareAndSet(false, true)) {
            move(sides.hub(), folder.resolve("unmounted"));
            create(sides.hub());
          }
        })) {
      return service.await(service.create(sides.order(direction, false)).id());
    }
  }

  private MirrorJob resumed(String id) throws InterruptedException {
    try (MirrorService service = sides.service(_ -> {})) {
      service.resume(id);
      return service.await(id);
    }
  }

  private void bringBack() throws IOException {
    Files.delete(sides.hub());
    Files.move(folder.resolve("unmounted"), sides.hub());
  }

  private static void fill(Path root) throws IOException {
    for (int i = 0; i < REPOSITORIES; i++) {
      MirrorSides.linked(root, "models--ana--m" + i, "w.bin", "content " + i);
      MirrorSides.ref(root, "models--ana--m" + i, "main");
    }
  }

  private static void assertWhole(Path root) throws IOException {
    for (int i = 0; i < REPOSITORIES; i++) {
      String repo = "models--ana--m" + i;
      assertThat(MirrorSides.entry(root, repo, "w.bin")).hasContent("content " + i);
      assertThat(root.resolve(repo).resolve("refs/main")).hasContent(MirrorSides.COMMIT);
      try (Stream<Path> blobs = Files.list(root.resolve(repo).resolve("blobs"))) {
        assertThat(blobs).hasSize(1);
      }
    }
  }

  private static long copied(MirrorJobView job) {
    return job.result() instanceof Outcome outcome ? outcome.copied() : 0;
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void create(Path at) {
    try {
      Files.createDirectory(at);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}

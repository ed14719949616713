package dev.hubdesk.desk.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.catalog.desk.DeskCatalog;
import dev.hubdesk.desk.claims.RepoClaims;
import dev.hubdesk.desk.claims.RepoClaims.Claim;
import dev.hubdesk.desk.jobs.JobState;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorServiceTest {

  private static final int REPOSITORIES = 12;
  private static final int SIZE = 300_000;
  private static final String COMMIT = "c".repeat(40);

  @TempDir private Path folder;
  private final RepoClaims claims = new RepoClaims();
  private Path local;
  private Path target;
  private DeskCatalog catalog;

  @BeforeEach
  void fill() throws IOException {
    local = folder.resolve("local");
    target = Files.createDirectory(folder.resolve("target"));
    catalog = DeskCatalog.open(folder.resolve("desk.db"));
    for (int i = 0; i < REPOSITORIES; i++) {
      Path repo = local.resolve("models--ana--m" + i);
      Path blobs = Files.createDirectories(repo.resolve("blobs"));
      Path snapshot = Files.createDirectories(repo.resolve("snapshots").resolve(COMMIT));
      String content = i + " ".repeat(SIZE);
      String name = Sha256.ofText(content).hex();
      Files.writeString(blobs.resolve(name), content);
      Files.createSymbolicLink(snapshot.resolve("w.bin"), Path.of("../../blobs").resolve(name));
      Files.createDirectories(repo.resolve("refs"));
      Files.writeString(repo.resolve("refs/main"), COMMIT);
    }
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  @Test
  void goesOnWhereTheLastProcessStopped() throws Exception {
    var some = new CountDownLatch(3);
    String id;
    try (MirrorService first = service(job -> countCopied(job, some))) {
      id = first.create(order(false)).id();
      assertThat(some.await(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(catalog.mirrorJobs().all().getFirst().state()).isIn("running", "completed");
    Path leftover = target.resolve("hub/models--ana--m11/blobs");
    Files.createDirectories(leftover);
    String blob = Sha256.ofText("11" + " ".repeat(SIZE)).hex();
    Files.writeString(leftover.resolve(blob + "." + id.substring(0, 8) + ".incomplete"), "half");
    Files.writeString(leftover.resolve(blob), "half");

    try (MirrorService second = service(_ -> {})) {
      MirrorJob done = second.await(id);

      assertThat(done.state()).isEqualTo(JobState.COMPLETED);
      assertThat(done.outcome().errors()).isEmpty();
    }
    for (int i = 0; i < REPOSITORIES; i++) {
      Path repo = target.resolve("hub/models--ana--m" + i);
      assertThat(repo.resolve("snapshots").resolve(COMMIT).resolve("w.bin"))
          .hasContent(i + " ".repeat(SIZE));
      assertThat(names(repo.resolve("blobs")))
          .hasSize(1)
          .noneMatch(name -> name.endsWith(".incomplete"));
      assertThat(repo.resolve("refs/main")).hasContent(COMMIT);
    }
  }

  @Test
  void isPausedResumedCancelledAndRetried() throws Exception {
    try (MirrorService service = service(_ -> {});
        Claim _ = claims.hold(local.resolve("models--ana--m3"), "it is being deleted")) {
      String id = service.create(order(false)).id();
      MirrorJob failed = service.await(id);
      assertThat(failed.state()).isEqualTo(JobState.FAILED);
      assertThat(failed.outcome().errors()).hasSize(1);
      assertThat(failed.error()).contains("ana/m3").contains("it is being deleted");
      assertThat(failed.outcome().copied()).isEqualTo(REPOSITORIES - 1);

      assertThatThrownBy(() -> service.pause(id)).isInstanceOf(FailureException.class);
      assertThatThrownBy(() -> service.resume(id)).isInstanceOf(FailureException.class);
      assertThatThrownBy(() -> service.cancel(id)).isInstanceOf(FailureException.class);
    }
    try (MirrorService service = service(_ -> {})) {
      String id = service.list().getFirst().id();
      service.retry(id);
      MirrorJob done = service.await(id);
      assertThat(done.state()).isEqualTo(JobState.COMPLETED);
      assertThat(done.error()).isNull();
      service.dismiss(id);
      assertThat(service.list()).isEmpty();
    }
    assertThat(catalog.mirrorJobs().all()).isEmpty();
  }

  @Test
  void aPausedJobStopsSoonAndKeepsWhatIsWhole() throws Exception {
    var begun = new CountDownLatch(1);
    try (MirrorService service = service(job -> countCopied(job, begun))) {
      String id = service.create(order(false)).id();
      assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
      MirrorJob paused = halted(service, id);
      if (paused.state() == JobState.PAUSED) {
        service.resume(id);
      }
      assertThat(service.await(id).state()).isEqualTo(JobState.COMPLETED);
    }
    assertThat(names(target.resolve("hub"))).hasSize(REPOSITORIES + 1);
  }

  @Test
  void forgetsTheOldestOfThoseThatAreOver() throws Exception {
    try (MirrorService service = service(_ -> {})) {
      String first = service.create(order(false)).id();
      service.await(first);
      for (int i = 1; i <= MirrorBook.MAX_JOBS; i++) {
        service.await(service.create(order(false)).id());
      }
      assertThat(service.list()).hasSize(MirrorBook.MAX_JOBS);
      assertThatThrownBy(() -> service.get(first)).isInstanceOf(FailureException.class);
    }
  }

  private static MirrorJob halted(MirrorService service, String id) throws InterruptedException {
    try {
      service.pause(id);
    } catch (FailureException _) {
      // It was faster.
    }
    return service.await(id);
  }

  private static void countCopied(MirrorJobView job, CountDownLatch latch) {
    if (job.result() instanceof Outcome outcome && outcome.copied() > 0) {
      latch.countDown();
    }
  }

  private MirrorService service(Consumer<MirrorJobView> listener) {
    return new MirrorService(catalog.mirrorJobs(), claims, Clock.systemUTC(), listener);
  }

  private MirrorOrder order(boolean verify) {
    return new MirrorOrder(
        Direction.PUSH, target.toString(), target, local, "", verify, false, false);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> String.valueOf(path.getFileName())).toList();
    }
  }
}

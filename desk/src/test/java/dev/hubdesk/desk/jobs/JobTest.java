package dev.hubdesk.desk.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.desk.endpoints.Located;
import dev.hubdesk.desk.places.Destination;
import dev.hubdesk.desk.plan.DownloadRequest;
import dev.hubdesk.hubclient.HubEndpoint;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import dev.hubdesk.protocol.Revision;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class JobTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private final Job queued =
      Job.queued(
          "a1b2c3d4e5f6",
          new DownloadRequest("acme/x", "main", false, List.of(), List.of(), false, null),
          new Destination.HubCacheFolder(Path.of("/cache")),
          new Located(
              HubEndpoint.anonymous("http://127.0.0.1:1"),
              RepoId.parse(RepoType.MODEL, "acme/x").orElseThrow(),
              new Revision("main"),
              new Oid("0".repeat(40))),
          NOW);

  private static void refuses(Job job, UnaryOperator<Job> change) {
    assertThatThrownBy(() -> change.apply(job))
        .isInstanceOfSatisfying(
            FailureException.class,
            e -> assertThat(e.failure()).isInstanceOf(Failure.Conflict.class));
  }

  @Test
  void goesTheWaysThatTheMapShows() {
    Job running = queued.started(NOW);

    assertThat(running.completed(NOW).state()).isEqualTo(JobState.COMPLETED);
    assertThat(running.failed(NOW, "why").error()).isEqualTo("why");
    assertThat(running.failed(NOW, "why").retried().error()).isNull();
    assertThat(running.paused(null).resumed().state()).isEqualTo(JobState.QUEUED);
    assertThat(queued.paused(null).state()).isEqualTo(JobState.PAUSED);
    assertThat(running.requeued().state()).isEqualTo(JobState.QUEUED);
    assertThat(running.cancelled(NOW).retried().endedAt()).isNull();
  }

  @Test
  void refusesAllOthers() {
    Job running = queued.started(NOW);
    Job completed = running.completed(NOW);

    refuses(running, job -> job.started(NOW));
    refuses(running, Job::resumed);
    refuses(running, Job::retried);
    refuses(queued, job -> job.completed(NOW));
    refuses(queued, Job::requeued);
    refuses(completed, job -> job.paused(null));
    refuses(completed, job -> job.cancelled(NOW));
    refuses(completed, Job::retried);
    refuses(queued.paused(null), job -> job.paused(null));
  }
}

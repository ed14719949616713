package dev.hubdesk.desk.jobs;

import dev.hubdesk.protocol.RepoPath;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Tells a listener what happens to jobs.
final class JobNews {

  /// Files of a busy upstream may fail by the thousand; one line says it.
  private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);

  private final JobListener listener;
  private final Clock clock;
  private Instant lastRetry = Instant.EPOCH;
  private @Nullable DeskStatus lastStatus;

  JobNews(JobListener listener, Clock clock) {
    this.listener = listener;
    this.clock = clock;
  }

  void progressed(LiveJob live) {
    listener.changed(live.view());
  }

  void changed(LiveJob live, String event) {
    listener.changed(live.view());
    tell(live.job(), event);
  }

  void removed(LiveJob live) {
    tell(live.job(), "removed");
  }

  synchronized void retrying(String id, RepoPath path, String reason, Duration wait) {
    Instant now = clock.instant();
    if (Duration.between(lastRetry, now).compareTo(RETRY_PAUSE) >= 0) {
      lastRetry = now;
      String message = reason + "; trying again in " + wait.toMillis() + " ms";
      listener.happened(new JobEvent(now, "warning", "retry", id, "", path.text(), message));
    }
  }

  synchronized void status(DeskStatus status) {
    if (!status.equals(lastStatus)) {
      lastStatus = status;
      listener.status(status);
    }
  }

  private void tell(Job job, String event) {
    String level = event.equals("failed") ? "error" : "info";
    listener.happened(
        new JobEvent(
            clock.instant(), level, event, job.id(), job.request().repo(), null, job.error()));
  }
}

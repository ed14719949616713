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

  /// News of files that are told in a second.
  static final int MAX_FILE_NEWS = 40;

  private final JobListener listener;
  private final Clock clock;
  private Instant lastRetry = Instant.EPOCH;
  private Instant fileSecond = Instant.EPOCH;
  private int filesTold;
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
    listener.removed(live.job().id());
    tell(live.job(), "removed");
  }

  synchronized void retrying(String id, String repo, RepoPath path, String reason, Duration wait) {
    Instant now = clock.instant();
    if (Duration.between(lastRetry, now).compareTo(RETRY_PAUSE) >= 0) {
      lastRetry = now;
      String message = reason + "; trying again in " + wait.toMillis() + " ms";
      listener.happened(
          new JobEvent(now, "warning", "retry", id, repo, path.text(), null, message));
    }
  }

  /// What happens to one file. Small files come by the thousand: what is too much for one second is
  /// not told.
  synchronized void file(
      String level,
      String event,
      String id,
      String repo,
      FileNews.OfFile file,
      @Nullable String why) {
    Instant now = clock.instant();
    if (Duration.between(fileSecond, now).compareTo(RETRY_PAUSE) >= 0) {
      fileSecond = now;
      filesTold = 0;
    }
    if (filesTold < MAX_FILE_NEWS) {
      filesTold++;
      String path = file.path().text();
      listener.happened(new JobEvent(now, level, event, id, repo, path, file.size(), why));
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
            clock.instant(),
            level,
            event,
            job.id(),
            job.request().repo(),
            null,
            null,
            job.error()));
  }
}

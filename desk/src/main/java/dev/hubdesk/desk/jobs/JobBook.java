package dev.hubdesk.desk.jobs;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All jobs, in memory as in the rows. Its monitor guards them: whoever calls a method holds it.
final class JobBook {

  private static final Logger LOG = LoggerFactory.getLogger(JobBook.class);

  private final Map<String, LiveJob> jobs = new LinkedHashMap<>();
  private final JobStore store;
  private boolean closed;

  JobBook(JobStore store) {
    this.store = store;
  }

  /// Takes over what the last process left: what was running then waits for its turn.
  ///
  /// @return jobs that were left and of which there may still be partial files
  List<Job> open() {
    Map<String, Boolean> left = store.left();
    var uncleaned = new ArrayList<Job>();
    for (Job job : store.all()) {
      if (left.containsKey(job.id())) {
        uncleaned.add(job);
      }
      if (left.getOrDefault(job.id(), false)) {
        continue;
      }
      boolean interrupted = job.state() == JobState.RUNNING;
      Job next = interrupted ? job.requeued() : job;
      if (interrupted) {
        store.update(next);
      }
      jobs.put(next.id(), new LiveJob(next, KeptFiles.of(next, store)));
    }
    return uncleaned;
  }

  Collection<LiveJob> all() {
    return jobs.values();
  }

  /// Those in a state, the oldest first.
  List<LiveJob> in(JobState state) {
    var found = new ArrayList<LiveJob>();
    jobs.values().stream().filter(live -> live.job().state() == state).forEach(found::add);
    return found;
  }

  Optional<LiveJob> known(String id) {
    return Optional.ofNullable(jobs.get(id));
  }

  LiveJob find(String id) {
    LiveJob live = jobs.get(id);
    if (live == null) {
      throw new FailureException(new Failure.NotFound("Job not found"));
    }
    return live;
  }

  /// Whether the run may still say what becomes of its job.
  boolean isCurrent(JobRun run) {
    LiveJob live = jobs.get(run.id());
    return live != null && live.run() == run && !closed;
  }

  LiveJob add(Job job) {
    store.add(job);
    var live = new LiveJob(job, List.of());
    jobs.put(job.id(), live);
    return live;
  }

  /// Changes a job, once the change is durable. A job that does not run has no run with a say.
  void change(LiveJob live, Job next) {
    store.update(next);
    live.become(next);
  }

  /// Changes a job that will not go on with what it has begun, once that is durable.
  void leave(LiveJob live, Job next) {
    store.leave(next, false);
    live.become(next);
  }

  /// Forgets a job; its row stays until what it has begun is removed.
  void leaveForGood(LiveJob live) {
    store.leave(live.job(), true);
    jobs.remove(live.job().id());
  }

  /// Keeps what a run came to. It is so even where it cannot be written down; the next start finds
  /// out again.
  void settle(LiveJob live, Job next, Instant now) {
    live.become(next);
    try {
      if (next.state().isOver()) {
        store.end(next, now);
      } else {
        store.update(next);
      }
    } catch (RuntimeException e) {
      LOG.error("Job {} is {} and that could not be kept", next.id(), next.state(), e);
    }
  }

  void remove(LiveJob live) {
    store.remove(live.job());
    jobs.remove(live.job().id());
  }

  /// Notes how far the running jobs are, so that a crash forgets little.
  void note() {
    for (LiveJob live : jobs.values()) {
      if (live.progress() != null && !closed) {
        change(live, live.counted());
      }
    }
  }

  DeskStatus status() {
    long speed = 0;
    for (LiveJob live : jobs.values()) {
      JobProgress progress = live.progress();
      speed += progress == null ? 0 : progress.bytesPerSecond();
    }
    return new DeskStatus(
        in(JobState.RUNNING).size(), in(JobState.QUEUED).size(), in(JobState.PAUSED).size(), speed);
  }

  boolean isClosed() {
    return closed;
  }

  /// From now on no run has a say: the next process takes up what is running.
  void close() {
    closed = true;
  }
}

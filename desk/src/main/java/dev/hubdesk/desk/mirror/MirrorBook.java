package dev.hubdesk.desk.mirror;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The mirror jobs that there are, in memory and in rows alike, the oldest first. Not safe for
/// several threads at once.
final class MirrorBook {

  /// The most jobs that are kept; of those that are over, the oldest make room.
  static final int MAX_JOBS = 200;

  private static final Logger LOG = LoggerFactory.getLogger(MirrorBook.class);

  private final MirrorJobStore store;
  private final Map<String, MirrorJob> jobs = new LinkedHashMap<>();

  MirrorBook(MirrorJobStore store) {
    this.store = store;
    store.all().forEach(job -> jobs.put(job.id(), job));
  }

  Collection<MirrorJob> all() {
    return List.copyOf(jobs.values());
  }

  Optional<MirrorJob> known(String id) {
    return Optional.ofNullable(jobs.get(id));
  }

  /// @throws FailureException with NotFound
  MirrorJob find(String id) {
    return known(id)
        .orElseThrow(
            () -> new FailureException(new Failure.NotFound("Mirror job not found: " + id)));
  }

  void put(MirrorJob job) {
    store.save(job);
    jobs.put(job.id(), job);
  }

  /// Keeps what has come about. It is so even where it cannot be written down, as on a disk that is
  /// full; the next start finds out again.
  void settle(MirrorJob job) {
    jobs.put(job.id(), job);
    try {
      store.save(job);
    } catch (RuntimeException e) {
      LOG.error("Mirror job {} is {} and that could not be kept", job.id(), job.state(), e);
    }
  }

  void forget(MirrorJob job) {
    store.remove(job.id());
    jobs.remove(job.id());
  }

  /// Makes room for one more.
  ///
  /// @throws FailureException with Conflict when none of them is over
  void makeRoom() {
    if (jobs.size() < MAX_JOBS) {
      return;
    }
    forget(
        jobs.values().stream()
            .filter(job -> job.state().isOver())
            .findFirst()
            .orElseThrow(() ->
                new FailureException(
                    new Failure.Conflict("Too many mirror jobs: cancel some of them", null))));
  }
}

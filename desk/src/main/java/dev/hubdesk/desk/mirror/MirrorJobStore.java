package dev.hubdesk.desk.mirror;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.hubdesk.catalog.desk.MirrorJobRow;
import dev.hubdesk.catalog.desk.MirrorJobs;
import dev.hubdesk.desk.jobs.JobState;
import dev.hubdesk.http.Json;
import java.nio.file.Path;
import java.util.List;

/// Keeps mirror jobs in rows.
final class MirrorJobStore {

  private final MirrorJobs rows;

  MirrorJobStore(MirrorJobs rows) {
    this.rows = rows;
  }

  /// All jobs, the oldest first.
  List<MirrorJob> all() {
    return rows.all().stream().map(MirrorJobStore::job).toList();
  }

  void save(MirrorJob job) {
    rows.save(
        new MirrorJobRow(
            job.id(),
            Json.text(Kept.of(job.order())),
            job.state().text(),
            job.error(),
            Json.text(job.outcome()),
            job.createdAt(),
            job.startedAt(),
            job.endedAt()));
  }

  void remove(String id) {
    rows.remove(id);
  }

  private static MirrorJob job(MirrorJobRow row) {
    return new MirrorJob(
        row.id(),
        read(row.order(), Kept.class).order(),
        JobState.of(row.state()),
        row.error(),
        read(row.outcome(), Outcome.class),
        row.createdAt(),
        row.startedAt(),
        row.endedAt());
  }

  private static <T> T read(String json, Class<T> type) {
    try {
      return Json.MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a row of ours cannot be read: " + e.getOriginalMessage(), e);
    }
  }

  /// An order as it stands in a row.
  private record Kept(
      String direction,
      String target,
      String place,
      String local,
      String repoFilter,
      boolean verify,
      boolean deleteExtra,
      boolean force) {

    static Kept of(MirrorOrder order) {
      return new Kept(
          order.direction().name(),
          order.target(),
          order.place().toString(),
          order.local().toString(),
          order.repoFilter(),
          order.verify(),
          order.deleteExtra(),
          order.force());
    }

    MirrorOrder order() {
      return new MirrorOrder(
          Direction.valueOf(direction),
          target,
          Path.of(place),
          Path.of(local),
          repoFilter,
          verify,
          deleteExtra,
          force);
    }
  }
}

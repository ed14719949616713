package dev.hubdesk.desk.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.hubdesk.catalog.desk.DownloadRow;
import dev.hubdesk.catalog.desk.JobFileRow;
import dev.hubdesk.catalog.desk.JobRow;
import dev.hubdesk.catalog.desk.Jobs;
import dev.hubdesk.desk.cache.ContentDigest;
import dev.hubdesk.desk.endpoints.Endpoints;
import dev.hubdesk.desk.places.Destination;
import dev.hubdesk.desk.plan.DownloadRequest;
import dev.hubdesk.desk.transfer.PlanFiles;
import dev.hubdesk.desk.transfer.PlannedFile;
import dev.hubdesk.http.Json;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.Sha256;
import dev.hubdesk.protocol.TreeEntry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// Keeps jobs and their plans in rows.
final class JobStore {

  private final Jobs rows;
  private final Endpoints endpoints;

  JobStore(Jobs rows, Endpoints endpoints) {
    this.rows = rows;
    this.endpoints = endpoints;
  }

  List<Job> all() {
    return rows.all().stream().map(this::job).toList();
  }

  void add(Job job) {
    rows.add(row(job));
  }

  void update(Job job) {
    rows.update(row(job));
  }

  /// Keeps a job that ended, and remembers it in the history.
  void end(Job job, Instant now) {
    rows.end(row(job), download(job, now));
  }

  /// Keeps the plan of a job; of one that is gone, nothing.
  void plan(String id, List<TreeEntry.File> files) {
    rows.plan(id, () -> files.stream().map(JobStore::fileRow).iterator());
  }

  /// Whether there are files to bring; a plan without any is cheaply made again. Counted last, so
  /// that half a plan is none.
  boolean hasPlan(Job job) {
    return job.counts().totalFiles() > 0 && !rows.files(job.id(), 0, 1).isEmpty();
  }

  /// All files of the plan, read from the rows as they are walked through.
  PlanFiles files(Job job) {
    int count = Math.toIntExact(job.counts().totalFiles());
    return new PlanFiles() {
      @Override
      public int count() {
        return count;
      }

      @Override
      public Iterator<PlannedFile> iterator() {
        return new PlanPages((from, limit) -> page(job.id(), from, limit));
      }
    };
  }

  /// The first files of the plan.
  List<PlannedFile> files(Job job, int limit) {
    return page(job.id(), 0, limit);
  }

  private List<PlannedFile> page(String id, int from, int limit) {
    return rows.files(id, from, limit).stream().map(JobStore::planned).toList();
  }

  /// Keeps a job whose partial files are to be removed.
  ///
  /// @param forget whether the job goes with them
  void leave(Job job, boolean forget) {
    rows.leave(row(job), forget);
  }

  /// The ids of jobs that were left, and whether each goes with its partial files.
  Map<String, Boolean> left() {
    return rows.left();
  }

  /// Nothing of a job that was left is there any more.
  void cleaned(Job job) {
    rows.cleaned(job.id());
  }

  /// Whether another job that is not over needs the same content in the same folder.
  boolean isWanted(Job leaving, PlannedFile file) {
    return rows.wanting(row(leaving), file.digest().etag()).stream()
        .anyMatch(row -> job(row).folder().equals(leaving.folder()));
  }

  void remove(Job job) {
    rows.remove(job.id());
  }

  private static JobFileRow fileRow(TreeEntry.File file) {
    String sha256 = file.pointer().map(pointer -> pointer.oid().hex()).orElse(null);
    return new JobFileRow(file.path().text(), file.size(), file.oid().hex(), sha256);
  }

  private static PlannedFile planned(JobFileRow row) {
    String sha256 = row.sha256();
    ContentDigest digest =
        sha256 == null
            ? new ContentDigest.GitBlob(new Oid(row.oid()))
            : new ContentDigest.LargeFile(new Sha256(sha256));
    return new PlannedFile(new RepoPath(row.path()), row.size(), digest);
  }

  private JobRow row(Job job) {
    Oid commit = job.commit();
    String endpoint = job.endpoint();
    return new JobRow(
        job.id(),
        Json.text(job.request()),
        job.destination().kind(),
        job.destination().root().toString(),
        endpoint == null ? null : endpoints.kept(endpoint),
        commit == null ? null : commit.hex(),
        job.state().text(),
        job.error(),
        job.counts().totalFiles(),
        job.counts().totalBytes(),
        job.counts().completedFiles(),
        job.counts().bytes(),
        job.createdAt(),
        job.startedAt(),
        job.endedAt());
  }

  private Job job(JobRow row) {
    String commit = row.commit();
    String endpoint = row.endpoint();
    DownloadRequest request = request(row.request());
    return new Job(
        row.id(),
        request,
        Destination.of(row.destinationKind(), Path.of(row.destination()), request.storedId()),
        endpoint == null ? null : endpoints.address(endpoint),
        commit == null ? null : new Oid(commit),
        JobState.of(row.state()),
        row.error(),
        new Job.Counts(
            row.totalFiles(), row.totalBytes(), row.completedFiles(), row.downloadedBytes()),
        row.createdAt(),
        row.startedAt(),
        row.endedAt());
  }

  private static DownloadRequest request(String json) {
    try {
      return Json.MAPPER.readValue(json, DownloadRequest.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the row of a job does not hold a request", e);
    }
  }

  private static DownloadRow download(Job job, Instant now) {
    Oid commit = job.commit();
    Instant started = job.startedAt();
    return new DownloadRow(
        job.id(),
        job.request().repo(),
        job.request().dataset(),
        job.request().revision(),
        commit == null ? null : commit.hex(),
        job.endpoint(),
        job.destination().kind(),
        job.destination().root().toString(),
        job.state().text(),
        job.error(),
        started == null ? now : started,
        now,
        job.counts().totalFiles(),
        job.counts().totalBytes());
  }
}

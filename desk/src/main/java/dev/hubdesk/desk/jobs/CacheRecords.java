package dev.hubdesk.desk.jobs;

import dev.hubdesk.desk.cache.CachedRepo;
import dev.hubdesk.desk.cache.FriendlyView;
import dev.hubdesk.desk.cache.HubCache;
import dev.hubdesk.desk.cache.Manifest;
import dev.hubdesk.desk.places.Destination;
import dev.hubdesk.desk.plan.Plan;
import dev.hubdesk.desk.settings.FolderSettings;
import dev.hubdesk.desk.transfer.CancelSignal;
import dev.hubdesk.desk.transfer.PlanFiles;
import dev.hubdesk.desk.transfer.PlannedFile;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a job leaves beside the files in the cache: the listing of the commit, for clients, the
/// manifest, and names in the friendly view. They only describe; a job does not fail for want of
/// them.
final class CacheRecords {

  private static final Logger LOG = LoggerFactory.getLogger(CacheRecords.class);

  private final Clock clock;
  private final Supplier<FolderSettings> folders;

  CacheRecords(Clock clock, Supplier<FolderSettings> folders) {
    this.clock = clock;
    this.folders = folders;
  }

  /// The files of the commit are known.
  void planned(Job job, Plan plan) {
    if (!(job.destination() instanceof Destination.HubCacheFolder cache)) {
      return;
    }
    try {
      new HubCache(cache.root())
          .repo(job.request().id())
          .writeListing(plan.located().commit(), plan.all());
    } catch (IOException e) {
      LOG.warn("The listing of {} was not written: {}", job.request().repo(), e.toString());
    }
  }

  /// All files are here.
  ///
  /// @param stop ends it; called again, it does what is left
  void completed(Job job, Oid commit, PlanFiles files, CancelSignal stop) {
    if (!(job.destination() instanceof Destination.HubCacheFolder cache)) {
      return;
    }
    Path folder = new HubCache(cache.root()).repo(job.request().id()).folder();
    Instant now = clock.instant();
    try {
      Manifest.of(
              job.request().id(),
              job.request().revision(),
              commit,
              Objects.requireNonNullElse(job.startedAt(), now),
              now,
              job.request().filters(),
              job.request().excludes(),
              files.count(),
              size(files),
              entries(files))
          .addTo(folder);
      show(job, cache.root(), commit, files, stop);
    } catch (IOException | FailureException e) {
      LOG.warn("What {} brought was not described: {}", job.request().repo(), e.toString());
    }
  }

  private void show(Job job, Path root, Oid commit, PlanFiles files, CancelSignal stop)
      throws IOException {
    Path named = folders.get().friendlyDir();
    if (named != null) {
      var view = new FriendlyView(named);
      RepoId id = job.request().id();
      CachedRepo repo = new HubCache(root).repo(id);
      for (PlannedFile file : files) {
        view.show(id, repo, commit, file.path(), until(stop));
      }
      view.showManifest(id, repo);
      view.writeScript(root);
    }
  }

  private static FriendlyView.Visitor until(CancelSignal stop) {
    return new FriendlyView.Visitor() {
      @Override
      public void check() {
        stop.check();
      }

      @Override
      public void shown(boolean stood) {}
    };
  }

  private static long size(PlanFiles files) {
    long size = 0;
    for (PlannedFile file : files) {
      size += file.size();
    }
    return size;
  }

  private static List<Manifest.Entry> entries(PlanFiles files) {
    var entries = new ArrayList<Manifest.Entry>();
    if (files.count() > Manifest.MAX_FILES) {
      return entries;
    }
    for (PlannedFile file : files) {
      entries.add(
          new Manifest.Entry(
              file.path().text(), file.digest().etag(), file.size(), file.digest().isLarge()));
    }
    return entries;
  }
}

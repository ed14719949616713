package dev.hubdesk.desk.jobs;

import dev.hubdesk.desk.cache.HubCache;
import dev.hubdesk.desk.cache.Manifest;
import dev.hubdesk.desk.places.Destination;
import dev.hubdesk.desk.plan.Plan;
import dev.hubdesk.desk.transfer.PlanFiles;
import dev.hubdesk.desk.transfer.PlannedFile;
import dev.hubdesk.protocol.Oid;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a job leaves in the cache beside the files: the listing of the commit, for clients, and the
/// manifest. Both only describe; a job does not fail for want of them.
final class CacheRecords {

  private static final Logger LOG = LoggerFactory.getLogger(CacheRecords.class);

  private final Clock clock;

  CacheRecords(Clock clock) {
    this.clock = clock;
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
  void completed(Job job, Oid commit, PlanFiles files) {
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
              entries(files))
          .addTo(folder);
    } catch (IOException e) {
      LOG.warn("The manifest of {} was not written: {}", job.request().repo(), e.toString());
    }
  }

  private static List<Manifest.Entry> entries(PlanFiles files) {
    var entries = new ArrayList<Manifest.Entry>(files.count());
    for (PlannedFile file : files) {
      entries.add(
          new Manifest.Entry(
              file.path().text(), file.digest().etag(), file.size(), file.digest().isLarge()));
    }
    return entries;
  }
}

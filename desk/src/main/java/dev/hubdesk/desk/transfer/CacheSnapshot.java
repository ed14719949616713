package dev.hubdesk.desk.transfer;

import dev.hubdesk.desk.cache.BlobLock;
import dev.hubdesk.desk.cache.CachedRepo;
import dev.hubdesk.desk.cache.HubCache;
import dev.hubdesk.desk.cache.WindowsNames;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;

/// A snapshot in the Hugging Face cache: bytes arrive as blobs, are linked into the snapshot, and
/// the ref is written last.
public final class CacheSnapshot implements SnapshotPlace {

  private final HubCache cache;
  private final SnapshotPlan plan;
  private final CachedRepo repo;

  public CacheSnapshot(HubCache cache, SnapshotPlan plan) {
    this.cache = cache;
    this.plan = plan;
    this.repo = cache.repo(plan.repo());
  }

  @Override
  public Path root() {
    return cache.root();
  }

  @Override
  public void prepare(PlanFiles files) throws IOException {
    cache.prepare();
    if (File.separatorChar == '\\') {
      for (PlannedFile file : files) {
        WindowsNames.refuse(file.path());
      }
    }
  }

  @Override
  public boolean isKnown(PlannedFile file) {
    return repo.hasCopy(plan.commit(), file.path(), file.size());
  }

  @Override
  public Path entry(PlannedFile file) {
    return repo.entry(plan.commit(), file.path());
  }

  @Override
  public Path bytes(PlannedFile file) {
    return repo.blob(file.digest());
  }

  @Override
  public boolean holdsBytes(PlannedFile file) {
    return repo.hasBlob(file.digest(), file.size());
  }

  @Override
  public BlobLock lock(PlannedFile file, CancelSignal stop) throws InterruptedException {
    return new OtherPrograms(bytes(file))
        .waitFor(
            () -> repo.tryLock(file.digest()),
            () -> repo.hasBlob(file.digest(), file.size()),
            stop);
  }

  @Override
  public void show(PlannedFile file, CancelSignal stop) throws IOException {
    repo.link(plan.commit(), file.path(), file.digest(), stop::check);
  }

  @Override
  public void finish() throws IOException {
    repo.writeRef(plan.revision(), plan.commit());
  }
}

package dev.hubdesk.desk.mirror;

import dev.hubdesk.desk.cache.FolderName;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// How far a run of a mirror job is. One thread works, any may look.
final class MirrorProgress implements CopyWatch {

  /// A listener hears of progress at most so often.
  static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final Runnable listener;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong files = new AtomicLong();
  private final AtomicLong repos = new AtomicLong();
  private final AtomicLong totalBytes = new AtomicLong();
  private final AtomicLong totalFiles = new AtomicLong();
  private final AtomicLong totalRepos = new AtomicLong();
  private volatile String repo = "";
  private volatile long begun = System.nanoTime();
  private long told = System.nanoTime();

  /// @param listener is called now and then, on the thread that works
  MirrorProgress(Runnable listener) {
    this.listener = listener;
  }

  /// Ends the run at its next step.
  void stop() {
    stopped.set(true);
  }

  void expect(RepoTask task) {
    totalRepos.incrementAndGet();
    totalFiles.addAndGet(task.steps());
    totalBytes.addAndGet(task.work());
    check();
  }

  void begin() {
    begun = System.nanoTime();
  }

  void at(FolderName name) {
    repo = name.repo();
    check();
    tell();
  }

  void finished() {
    repos.incrementAndGet();
    tell();
  }

  @Override
  public void bytes(long count) {
    check();
    bytes.addAndGet(count);
    if (System.nanoTime() - told >= PAUSE_NANOS) {
      tell();
    }
  }

  @Override
  public void file() {
    check();
    files.incrementAndGet();
  }

  @Override
  public void check() {
    if (stopped.get()) {
      throw new CopyStoppedException();
    }
  }

  private void tell() {
    told = System.nanoTime();
    listener.run();
  }

  /// As the API tells it. Bytes that are read again count again, so they are kept below the total.
  View view() {
    long whole = totalBytes.get();
    long done = Math.min(bytes.get(), whole);
    double seconds = (System.nanoTime() - begun) / 1e9;
    long speed = seconds < 0.25 ? 0 : (long) (done / seconds);
    long eta = speed == 0 ? 0 : (whole - done) / speed;
    return new View(
        totalRepos.get(),
        repos.get(),
        totalFiles.get(),
        Math.min(files.get(), totalFiles.get()),
        whole,
        done,
        speed,
        eta,
        repo);
  }

  /// How far it is.
  ///
  /// @param processedBytes copied, or read to be checked
  /// @param repo that is worked on
  record View(
      long totalRepos,
      long completedRepos,
      long totalFiles,
      long completedFiles,
      long totalBytes,
      long processedBytes,
      long bytesPerSecond,
      long etaSeconds,
      String repo) {

    static final View NONE = new View(0, 0, 0, 0, 0, 0, 0, 0, "");
  }
}

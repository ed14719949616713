package dev.hubdesk.desk.jobs;

import dev.hubdesk.desk.transfer.Outcome;
import dev.hubdesk.desk.transfer.PlannedFile;
import dev.hubdesk.desk.transfer.Progress;
import dev.hubdesk.protocol.RepoPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/// Counts what one run of a job brings. Remembers the files on their way and the first of the plan,
/// so that a job of 100,000 costs no more than one of a hundred.
final class JobProgress implements Progress {

  private final int totalFiles;
  private final List<PlannedFile> first;
  private final Map<RepoPath, String> firstStates = new HashMap<>();
  private final Map<RepoPath, OnItsWay> active = new LinkedHashMap<>();
  private final LongSupplier nanoTime;
  private final SpeedMeter speed;
  private final FileNews news;
  private long floor;
  private long total;
  private int completed;
  private int lost;
  private boolean changed;

  /// @param first of the plan, at most [FileProgress#MAX_TOLD]
  /// @param floor what earlier runs had: the count does not fall back below it while this run finds
  ///   it again on disk
  JobProgress(
      List<PlannedFile> first, int totalFiles, long floor, LongSupplier nanoTime, FileNews news) {
    this.first = List.copyOf(first);
    this.totalFiles = totalFiles;
    this.floor = floor;
    this.nanoTime = nanoTime;
    this.news = news;
    this.speed = new SpeedMeter(nanoTime.getAsLong());
    this.first.forEach(file -> firstStates.put(file.path(), FileProgress.PENDING));
  }

  @Override
  public synchronized void started(RepoPath path, long size, long already) {
    OnItsWay file = active.get(path);
    if (file == null) {
      file = new OnItsWay(size);
      active.put(path, file);
      news.happened("info", "file_start", file.news(path), null);
    }
    file.state = FileProgress.ACTIVE;
    set(file, already);
  }

  @Override
  public synchronized void received(RepoPath path, long bytes) {
    OnItsWay file = onItsWay(path);
    set(file, file.arrived + bytes);
    speed.add(bytes);
  }

  /// The file begins again; the job's own count waits until it has caught up.
  @Override
  public synchronized void restarted(RepoPath path) {
    OnItsWay file = onItsWay(path);
    file.state = FileProgress.ACTIVE;
    floor = bytes();
    set(file, 0);
    news.happened("warning", "warning", file.news(path), "begins again");
  }

  @Override
  public void retrying(RepoPath path, String reason, Duration wait) {
    news.retrying(path, reason, wait);
  }

  @Override
  public synchronized void verifying(RepoPath path) {
    OnItsWay file = onItsWay(path);
    file.state = FileProgress.FINALIZING;
    news.happened("info", "file_finalizing", file.news(path), null);
    changed = true;
  }

  @Override
  public synchronized void finished(RepoPath path, Outcome outcome) {
    OnItsWay file = onItsWay(path);
    set(file, file.size);
    completed++;
    leave(path, FileProgress.COMPLETE);
    String why = outcome.present() ? "skip (present)" : null;
    news.happened("info", "file_done", file.news(path), why);
  }

  @Override
  public synchronized void lost(RepoPath path) {
    lost++;
    leave(path, FileProgress.ERROR);
  }

  private void leave(RepoPath path, String state) {
    active.remove(path);
    firstStates.computeIfPresent(path, (_, _) -> state);
    changed = true;
  }

  private OnItsWay onItsWay(RepoPath path) {
    OnItsWay file = active.get(path);
    if (file == null) {
      throw new IllegalArgumentException("not started: " + path);
    }
    return file;
  }

  private void set(OnItsWay file, long bytes) {
    total += bytes - file.arrived;
    file.arrived = bytes;
    if (total >= floor) {
      floor = 0;
    }
    changed = true;
  }

  /// Whether anything changed since this was asked last.
  synchronized boolean takeChanged() {
    boolean was = changed;
    changed = false;
    return was;
  }

  synchronized int completedFiles() {
    return completed;
  }

  synchronized long bytes() {
    return Math.max(total, floor);
  }

  synchronized long bytesPerSecond() {
    return speed.bytesPerSecond(nanoTime.getAsLong());
  }

  synchronized long etaSeconds(long totalBytes) {
    return speed.etaSeconds(totalBytes - bytes(), nanoTime.getAsLong());
  }

  /// Whether all that is left is checking digests.
  synchronized boolean isFinalizing() {
    return !active.isEmpty()
        && active.size() + completed + lost == totalFiles
        && active.values().stream().allMatch(file -> file.state.equals(FileProgress.FINALIZING));
  }

  /// What is on its way first, then the first of the plan; where all can be told, all in the order
  /// of the plan. At most [FileProgress#MAX_TOLD].
  synchronized List<FileProgress> told() {
    var told = new ArrayList<FileProgress>();
    if (totalFiles > first.size()) {
      active.forEach((path, file) -> told.add(file.tell(path)));
    }
    for (PlannedFile file : first) {
      OnItsWay moving = active.get(file.path());
      if (moving == null) {
        told.add(tell(file));
      } else if (totalFiles == first.size()) {
        told.add(moving.tell(file.path()));
      }
    }
    return told.size() > FileProgress.MAX_TOLD ? told.subList(0, FileProgress.MAX_TOLD) : told;
  }

  private FileProgress tell(PlannedFile file) {
    String state = firstStates.getOrDefault(file.path(), FileProgress.PENDING);
    long arrived = state.equals(FileProgress.COMPLETE) ? file.size() : 0;
    return new FileProgress(file.path().text(), file.size(), arrived, state);
  }

  private static final class OnItsWay {
    private final long size;
    private long arrived;
    private String state = FileProgress.ACTIVE;

    OnItsWay(long size) {
      this.size = size;
    }

    FileNews.OfFile news(RepoPath path) {
      return new FileNews.OfFile(path, size);
    }

    FileProgress tell(RepoPath path) {
      return new FileProgress(path.text(), size, arrived, state);
    }
  }
}

package dev.hubdesk.desk.jobs;

import dev.hubdesk.desk.transfer.Outcome;
import dev.hubdesk.desk.transfer.PlannedFile;
import dev.hubdesk.desk.transfer.Progress;
import dev.hubdesk.protocol.RepoPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/// Counts what one run of a job brings. A few bytes for each file, so that a job may have 100,000.
final class JobProgress implements Progress {

  private static final byte PENDING = 0;
  private static final byte ACTIVE = 1;
  private static final byte FINALIZING = 2;
  private static final byte COMPLETE = 3;

  private final List<PlannedFile> files;
  private final Map<RepoPath, Integer> positions = new HashMap<>();
  private final long[] arrived;
  private final byte[] states;
  private final LongSupplier nanoTime;
  private final SpeedMeter speed;
  private final Retries retries;
  private long floor;
  private long total;
  private int completed;
  private int finalizing;
  private int active;
  private boolean changed;

  /// @param floor what earlier runs had: the count does not fall back below it while this run finds
  ///   it again on disk
  JobProgress(List<PlannedFile> files, long floor, LongSupplier nanoTime, Retries retries) {
    this.files = files;
    this.floor = floor;
    this.nanoTime = nanoTime;
    this.retries = retries;
    this.speed = new SpeedMeter(nanoTime.getAsLong());
    this.arrived = new long[files.size()];
    this.states = new byte[files.size()];
    for (int i = 0; i < files.size(); i++) {
      positions.put(files.get(i).path(), i);
    }
  }

  @Override
  public synchronized void started(RepoPath path, long already) {
    int at = move(path, ACTIVE);
    set(at, already);
  }

  @Override
  public synchronized void received(RepoPath path, long bytes) {
    int at = position(path);
    set(at, arrived[at] + bytes);
    speed.add(bytes);
  }

  @Override
  public synchronized void restarted(RepoPath path) {
    floor = 0;
    set(move(path, ACTIVE), 0);
  }

  @Override
  public void retrying(RepoPath path, String reason, Duration wait) {
    retries.retrying(path, reason, wait);
  }

  @Override
  public synchronized void verifying(RepoPath path) {
    move(path, FINALIZING);
  }

  @Override
  public synchronized void finished(RepoPath path, Outcome outcome) {
    int at = move(path, COMPLETE);
    set(at, files.get(at).size());
  }

  private int position(RepoPath path) {
    Integer at = positions.get(path);
    if (at == null) {
      throw new IllegalArgumentException("not in the plan: " + path);
    }
    return at;
  }

  private int move(RepoPath path, byte state) {
    int at = position(path);
    count(states[at], -1);
    count(state, 1);
    states[at] = state;
    changed = true;
    return at;
  }

  private void count(byte state, int by) {
    switch (state) {
      case ACTIVE -> active += by;
      case FINALIZING -> finalizing += by;
      case COMPLETE -> completed += by;
      default -> {}
    }
  }

  private void set(int at, long bytes) {
    total += bytes - arrived[at];
    arrived[at] = bytes;
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
    return speed.etaSeconds(totalBytes - Math.max(total, floor), nanoTime.getAsLong());
  }

  /// Whether all that is left is checking digests.
  synchronized boolean isFinalizing() {
    return finalizing > 0 && active == 0 && finalizing + completed == files.size();
  }

  /// What is on its way first, then the others in the order of the plan; at most
  /// [FileProgress#MAX_TOLD].
  synchronized List<FileProgress> told() {
    var told = new ArrayList<FileProgress>();
    boolean all = files.size() <= FileProgress.MAX_TOLD;
    for (int i = 0; i < files.size() && told.size() < FileProgress.MAX_TOLD; i++) {
      if (all || states[i] == ACTIVE || states[i] == FINALIZING) {
        told.add(tell(i));
      }
    }
    for (int i = 0; !all && i < files.size() && told.size() < FileProgress.MAX_TOLD; i++) {
      if (states[i] == PENDING || states[i] == COMPLETE) {
        told.add(tell(i));
      }
    }
    return told;
  }

  private FileProgress tell(int at) {
    String status =
        switch (states[at]) {
          case ACTIVE -> FileProgress.ACTIVE;
          case FINALIZING -> FileProgress.FINALIZING;
          case COMPLETE -> FileProgress.COMPLETE;
          default -> FileProgress.PENDING;
        };
    PlannedFile file = files.get(at);
    return new FileProgress(file.path().text(), file.size(), arrived[at], status);
  }

  /// Hears of attempts that will be repeated.
  interface Retries {
    void retrying(RepoPath path, String reason, Duration wait);
  }
}

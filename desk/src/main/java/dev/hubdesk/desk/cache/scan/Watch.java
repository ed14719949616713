package dev.hubdesk.desk.cache.scan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The folders that a result was read from, with the times at which they were last changed.
///
/// A folder that changed within the last seconds proves nothing: it may change again within the
/// same tick of the file system's clock.
final class Watch {

  /// Two seconds are the coarsest tick of a file system in use (FAT).
  static final long TICK_MILLIS = 2_000;

  /// The most folders of one repository that are remembered.
  static final int MAX_FOLDERS = 100_000;

  private static final long ABSENT = Long.MIN_VALUE;

  private final Map<Path, Long> folders = new HashMap<>();
  private final long settledBefore =
      TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis() - TICK_MILLIS);
  private boolean settled = true;

  /// Notes a folder, before it is read.
  void add(Path folder) {
    if (folders.size() >= MAX_FOLDERS) {
      settled = false;
      return;
    }
    long changed = changed(folder);
    settled &= changed < settledBefore;
    folders.put(folder, changed);
  }

  /// Whether everything still is as it was read.
  boolean holds() {
    if (!settled) {
      return false;
    }
    for (Map.Entry<Path, Long> entry : folders.entrySet()) {
      if (changed(entry.getKey()) != entry.getValue()) {
        return false;
      }
    }
    return true;
  }

  private static long changed(Path folder) {
    try {
      return Files.getLastModifiedTime(folder).to(TimeUnit.MICROSECONDS);
    } catch (IOException _) {
      return ABSENT;
    }
  }
}

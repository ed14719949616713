package dev.hubdesk.git;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.concurrent.locks.ReentrantLock;

/// A fair lock for each repository that somebody writes to: whoever waits longest comes next. A
/// lock that nobody holds or waits for is garbage.
final class RepositoryLocks {

  private final LoadingCache<Long, ReentrantLock> locks =
      Caffeine.newBuilder().weakValues().build(_ -> new ReentrantLock(true));

  ReentrantLock of(long repository) {
    return locks.get(repository);
  }
}

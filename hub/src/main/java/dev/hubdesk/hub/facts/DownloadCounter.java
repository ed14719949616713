package dev.hubdesk.hub.facts;

import dev.hubdesk.catalog.DownloadCounts;
import dev.hubdesk.catalog.DownloadCounts.Day;
import dev.hubdesk.catalog.Repositories;
import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.protocol.RepoId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/// Counts downloads: whatever one caller fetches from one repository within a quarter of an hour is
/// one, be it a file, its ranges or the whole snapshot. A request costs a look into a map; rows are
/// written in the background.
public final class DownloadCounter {

  /// How long requests of a caller belong together.
  public static final Duration WINDOW = Duration.ofMinutes(15);

  /// Callers that are remembered, each with the repository; while there are so many, new ones are
  /// not counted.
  public static final int MAX_CALLERS = 100_000;

  private final Repositories repositories;
  private final DownloadCounts rows;
  private final InstantSource clock;
  private final Map<Window, Instant> windows = new HashMap<>();
  private final Map<Bucket, Counted> waiting = new HashMap<>();

  private record Window(String caller, RepoId repository) {}

  private record Bucket(RepoId repository, long day) {}

  private record Counted(long downloads, long authenticated, long files) {
    Counted plus(boolean download, boolean signedIn) {
      return new Counted(
          downloads + (download ? 1 : 0),
          authenticated + (download && signedIn ? 1 : 0),
          files + 1);
    }
  }

  public DownloadCounter(Repositories repositories, DownloadCounts rows, InstantSource clock) {
    this.repositories = repositories;
    this.rows = rows;
    this.clock = clock;
  }

  /// A file of a repository was sent, or a part of it.
  ///
  /// @param caller tells callers apart
  public void sent(RepoId repository, String caller, boolean signedIn) {
    Instant now = clock.instant();
    var folded =
        new RepoId(
            repository.type(), RepoId.fold(repository.namespace()), RepoId.fold(repository.name()));
    synchronized (windows) {
      boolean first = opens(new Window(caller, folded), now);
      waiting.merge(
          new Bucket(folded, DownloadCounts.day(now)),
          new Counted(0, 0, 0).plus(first, signedIn),
          (a, b) ->
              new Counted(
                  a.downloads + b.downloads, a.authenticated + b.authenticated, a.files + b.files));
    }
  }

  private boolean opens(Window window, Instant now) {
    Instant opened = windows.get(window);
    if (opened != null && now.isBefore(opened.plus(WINDOW))) {
      return false;
    }
    if (opened == null && windows.size() >= MAX_CALLERS) {
      return false;
    }
    windows.put(window, now);
    return true;
  }

  /// Writes down what was counted, and forgets windows that are over.
  public void write() {
    Instant now = clock.instant();
    Map<Bucket, Counted> counted;
    synchronized (windows) {
      windows.values().removeIf(opened -> !now.isBefore(opened.plus(WINDOW)));
      counted = Map.copyOf(waiting);
      waiting.clear();
    }
    var days = new ArrayList<Day>();
    counted.forEach((bucket, count) ->
        repositories
            .find(bucket.repository())
            .map(RepositoryRow::key)
            .ifPresent(key ->
                days.add(
                    new Day(
                        key, bucket.day(), count.downloads, count.authenticated, count.files))));
    rows.add(days, now);
  }

  /// Brings sums up to date that time alone changes.
  public void fade() {
    rows.fade(clock.instant());
  }
}

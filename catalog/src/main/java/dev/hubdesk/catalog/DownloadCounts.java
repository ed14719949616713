package dev.hubdesk.catalog;

import dev.hubdesk.protocol.RepoType;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// How often repositories were downloaded, by day.
public final class DownloadCounts {

  /// Days that count for `downloads`.
  public static final int MONTH = 30;

  /// Days that count for the trend.
  public static final int WEEK = 7;

  /// What a day counts less in the trend than the next one.
  private static final double FADING = 0.8;

  /// The trend is kept as a whole number of tenths.
  private static final double TENTHS = 10;

  private static final long MILLIS_OF_A_DAY = 86_400_000;

  private final Database database;

  DownloadCounts(Database database) {
    this.database = database;
  }

  /// What happened to one repository on one day.
  ///
  /// @param day days since 1970, UTC
  /// @param downloads of the repository, each of one file or more
  /// @param authenticated those of them by someone signed in
  /// @param files fetched in all
  public record Day(long repository, long day, long downloads, long authenticated, long files) {}

  /// The day of an instant.
  public static long day(Instant at) {
    return Math.floorDiv(at.toEpochMilli(), MILLIS_OF_A_DAY);
  }

  /// Adds to the counts, and brings the sums of these repositories up to date. Skips repositories
  /// that are gone.
  public void add(Collection<Day> days, Instant now) {
    if (days.isEmpty()) {
      return;
    }
    database.write(handle -> {
      for (Day day : days.stream().sorted(DownloadCounts::byKey).toList()) {
        int there =
            handle.execute(
                "UPDATE repository SET downloads_all = downloads_all + ? WHERE id = ?",
                day.downloads(),
                day.repository());
        if (there > 0) {
          add(handle, day);
        }
      }
      for (long key : days.stream().map(Day::repository).distinct().sorted().toList()) {
        sum(handle, key, day(now));
      }
      return true;
    });
  }

  private static int byKey(Day a, Day b) {
    int order = Long.compare(a.repository(), b.repository());
    return order == 0 ? Long.compare(a.day(), b.day()) : order;
  }

  private static void add(Handle handle, Day day) {
    handle
        .createUpdate(
            """
            INSERT INTO download_day (repository, day, downloads, authenticated, files)
            VALUES (:repository, :day, :downloads, :authenticated, :files)
            ON CONFLICT (repository, day) DO UPDATE SET
              downloads = download_day.downloads + excluded.downloads,
              authenticated = download_day.authenticated + excluded.authenticated,
              files = download_day.files + excluded.files
            """)
        .bindMethods(day)
        .execute();
  }

  /// Brings the sums up to date that time alone changes. Costs what was downloaded in the last
  /// month; once a day is enough.
  public void fade(Instant now) {
    List<Long> keys =
        database.read(handle ->
            handle
                .createQuery(
                    """
                    SELECT id FROM repository
                    WHERE downloads > 0 OR likes > 0 OR likes_month > 0 OR trending > 0
                    """)
                .mapTo(Long.class)
                .list());
    for (List<Long> chunk : Chunks.of(keys, Chunks.LIST)) {
      database.write(handle -> {
        chunk.forEach(key -> sum(handle, key, day(now)));
        return true;
      });
    }
  }

  private static void sum(Handle handle, long key, long today) {
    Map<Long, Long> downloads =
        byDay(
            handle
                .createQuery(
                    """
                    SELECT day, downloads AS uses FROM download_day
                    WHERE repository = :key AND day > :since
                    """)
                .bind("key", key)
                .bind("since", today - MONTH));
    Map<Long, Long> likes =
        byDay(
            handle
                .createQuery(
                    """
                    SELECT at / 86400000 AS day, COUNT(*) AS uses FROM repository_like
                    WHERE repository = :key AND at >= :since GROUP BY at / 86400000
                    """)
                .bind("key", key)
                .bind("since", (today - MONTH + 1) * MILLIS_OF_A_DAY));
    handle
        .createUpdate(
            """
            UPDATE repository
            SET downloads = :downloads, likes_month = :likes, trending = :trend WHERE id = :key
            """)
        .bind("downloads", total(downloads))
        .bind("likes", total(likes))
        .bind("trend", trend(downloads, likes, today))
        .bind("key", key)
        .execute();
  }

  private static Map<Long, Long> byDay(Query query) {
    Map<Long, Long> byDay = new HashMap<>();
    query
        .map((row, _) -> Map.entry(row.getLong("day"), row.getLong("uses")))
        .forEach(day -> byDay.put(day.getKey(), day.getValue()));
    return byDay;
  }

  private static long total(Map<Long, Long> byDay) {
    return byDay.values().stream().mapToLong(Long::longValue).sum();
  }

  /// The sum over the last seven days of `(ln(1 + downloads) + likes) · 0.8^(days ago)`, in tenths.
  private static long trend(Map<Long, Long> downloads, Map<Long, Long> likes, long today) {
    double trend = 0;
    for (int ago = 0; ago < WEEK; ago++) {
      double fetched = downloads.getOrDefault(today - ago, 0L);
      double liked = likes.getOrDefault(today - ago, 0L);
      trend += (Math.log1p(fetched) + liked) * Math.pow(FADING, ago);
    }
    return Math.round(trend * TENTHS);
  }

  /// The days of a repository on which something happened, from `since` on, the oldest first.
  public List<Day> days(long repository, long since) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT repository, day, downloads, authenticated, files FROM download_day
                WHERE repository = :key AND day >= :since ORDER BY day
                """)
            .bind("key", repository)
            .bind("since", since)
            .map((row, _) ->
                new Day(
                    row.getLong("repository"),
                    row.getLong("day"),
                    row.getLong("downloads"),
                    row.getLong("authenticated"),
                    row.getLong("files")))
            .list());
  }

  /// The public repositories that were downloaded most.
  ///
  /// @param type null for all
  /// @param since the first day that counts
  public List<Trending> most(@Nullable RepoType type, long since, int limit) {
    String sql =
        "SELECT "
            + RepositoryRows.COLUMNS
            + ", r.downloads_all, d.uses FROM repository r JOIN ("
            + "SELECT repository, SUM(downloads) AS uses FROM download_day WHERE day >= :since "
            + "GROUP BY repository) d ON d.repository = r.id "
            + "WHERE r.is_private = FALSE "
            + (type == null ? "" : "AND r.type = '" + type.name() + "' ")
            + "ORDER BY d.uses DESC, r.id DESC LIMIT :limit";
    return database.read(handle ->
        handle
            .createQuery(sql)
            .bind("since", since)
            .bind("limit", limit)
            .map((row, _) ->
                new Trending(
                    RepositoryRows.repository(row),
                    row.getLong("downloads_all"),
                    row.getLong("uses")))
            .list());
  }

  /// A repository and its downloads, in all and lately.
  public record Trending(RepositoryRow row, long downloads, long recent) {}
}

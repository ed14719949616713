package dev.hubdesk.hub.facts;

import dev.hubdesk.catalog.DownloadCounts;
import dev.hubdesk.catalog.DownloadCounts.Day;
import dev.hubdesk.catalog.DownloadCounts.Trending;
import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.hub.access.Caller;
import dev.hubdesk.hub.access.RepoGate;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells how repositories are used. Periods end today and are cut to what is told at most.
public final class UsageService {

  /// Days that [#recent] goes back at most.
  static final int MAX_DAYS = 365;

  /// Days that [#trending] goes back at most.
  static final int MAX_TRENDING_DAYS = 90;

  /// Repositories that [#trending] tells at most.
  static final int MAX_TRENDING = 100;

  private final RepoGate gate;
  private final FactsService facts;
  private final DownloadCounts downloads;
  private final InstantSource clock;

  public UsageService(
      RepoGate gate, FactsService facts, DownloadCounts downloads, InstantSource clock) {
    this.gate = gate;
    this.facts = facts;
    this.downloads = downloads;
    this.clock = clock;
  }

  /// Days since 1970 in UTC, the last included.
  record Period(long first, long last, int days) {}

  /// A repository since it was made.
  record Total(long downloads, long likes) {}

  /// The days of a period on which a repository was downloaded.
  record Recent(Period period, List<Day> days) {}

  /// The public repositories that were downloaded most in a period.
  record Most(Period period, List<Trending> repositories) {}

  Total total(Caller caller, RepoId id) {
    RepositoryRow row = gate.readable(caller, id);
    return new Total(facts.known(row.key()).standing().downloadsAllTime(), row.likes());
  }

  Recent recent(Caller caller, RepoId id, int days) {
    RepositoryRow row = gate.readable(caller, id);
    Period period = period(Math.min(days, MAX_DAYS));
    return new Recent(period, downloads.days(row.key(), period.first()));
  }

  /// @param type null for all
  Most trending(@Nullable RepoType type, int days, int limit) {
    Period period = period(Math.min(days, MAX_TRENDING_DAYS));
    int most = Math.min(limit, MAX_TRENDING);
    return new Most(period, downloads.most(type, period.first(), most));
  }

  private Period period(int days) {
    long today = DownloadCounts.day(clock.instant());
    return new Period(today - days + 1, today, days);
  }
}

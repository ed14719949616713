package dev.hubdesk.hub.facts;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hubdesk.catalog.DownloadCounts;
import dev.hubdesk.catalog.DownloadCounts.Day;
import dev.hubdesk.catalog.DownloadCounts.Trending;
import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.http.Query;
import dev.hubdesk.hub.access.CallerFilter;
import dev.hubdesk.hub.access.RepoGate;
import dev.hubdesk.hub.access.RepoRequest;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoType;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How repositories are used:
///
/// - `GET /api/{type}s/{namespace}/{name}/stats` in all
/// - `GET /api/{type}s/{namespace}/{name}/stats/recent?days=` by day
/// - `GET /api/trending?repo_type=&days=&limit=` the public ones that were downloaded most
public final class UsageEndpoint {

  /// Days that `stats/recent` goes back at most.
  static final int MAX_DAYS = 365;

  /// Days that `trending` goes back at most.
  static final int MAX_TRENDING_DAYS = 90;

  /// Repositories that `trending` tells at most.
  static final int MAX_TRENDING = 100;

  private static final int DEFAULT_TRENDING = 20;

  private final RepoGate gate;
  private final FactsService facts;
  private final DownloadCounts downloads;
  private final InstantSource clock;

  public UsageEndpoint(
      RepoGate gate, FactsService facts, DownloadCounts downloads, InstantSource clock) {
    this.gate = gate;
    this.facts = facts;
    this.downloads = downloads;
    this.clock = clock;
  }

  public void addTo(RoutesConfig routes) {
    for (RepoType type : RepoType.values()) {
      String repository = "/api/" + type.plural() + "/{namespace}/{name}";
      routes.get(repository + "/stats", context -> stats(context, type));
      routes.get(repository + "/stats/recent", context -> recent(context, type));
    }
    routes.get("/api/trending", this::trending);
  }

  private RepositoryRow row(Context context, RepoType type) {
    RepoRequest request = RepoRequest.underApi(context, type);
    return gate.readable(CallerFilter.caller(context), request.id());
  }

  private void stats(Context context, RepoType type) {
    RepositoryRow row = row(context, type);
    long all = facts.known(row.key()).standing().downloadsAllTime();
    context.json(new Stats(all, row.likes()));
  }

  private void recent(Context context, RepoType type) {
    RepositoryRow row = row(context, type);
    Period period = period(context, DownloadCounts.MONTH, MAX_DAYS);
    List<Day> days = downloads.days(row.key(), period.first());
    context.json(new Recent(days.stream().map(DayJson::of).toList(), period.json()));
  }

  private void trending(Context context) {
    @Nullable String asked = context.queryParam("repo_type");
    @Nullable RepoType type =
        asked == null || asked.isEmpty()
            ? null
            : RepoType.bySingular(asked)
                .orElseThrow(() ->
                    new FailureException(
                        new Failure.BadRequest(
                            "\"repo_type\" must be one of model, dataset, space")));
    int limit = Math.min(Query.number(context, "limit", 1, DEFAULT_TRENDING), MAX_TRENDING);
    Period period = period(context, DownloadCounts.WEEK, MAX_TRENDING_DAYS);
    List<Trending> most = downloads.most(type, period.first(), limit);
    context.json(new TrendingJson(most.stream().map(TrendJson::of).toList(), period.json()));
  }

  private Period period(Context context, int unset, int most) {
    int days = Math.min(Query.number(context, "days", 1, unset), most);
    long today = DownloadCounts.day(clock.instant());
    return new Period(today - days + 1, today, days);
  }

  private static String date(long day) {
    return LocalDate.ofEpochDay(day).toString();
  }

  private record Period(long first, long last, int days) {
    PeriodJson json() {
      return new PeriodJson(date(first), date(last), days);
    }
  }

  private record PeriodJson(String start, String end, int days) {}

  private record Stats(long downloads, long likes) {}

  private record Recent(List<DayJson> stats, PeriodJson period) {}

  private record DayJson(
      String date, long downloads, long authenticated, long anonymous, long files) {
    static DayJson of(Day day) {
      return new DayJson(
          UsageEndpoint.date(day.day()),
          day.downloads(),
          day.authenticated(),
          day.downloads() - day.authenticated(),
          day.files());
    }
  }

  private record TrendingJson(List<TrendJson> trending, PeriodJson period) {}

  /// Keys as scripts know them.
  private record TrendJson(
      String id,
      String type,
      long downloads,
      long likes,
      @JsonProperty("recent_downloads") long recent,
      @JsonProperty("private") boolean isPrivate) {
    static TrendJson of(Trending one) {
      RepositoryRow row = one.row();
      return new TrendJson(
          row.id().path(),
          row.id().type().singular(),
          one.downloads(),
          row.likes(),
          one.recent(),
          row.isPrivate());
    }
  }
}

package dev.hubdesk.hub.facts;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hubdesk.catalog.DownloadCounts;
import dev.hubdesk.catalog.DownloadCounts.Day;
import dev.hubdesk.catalog.DownloadCounts.Trending;
import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.http.Query;
import dev.hubdesk.hub.access.CallerFilter;
import dev.hubdesk.hub.access.RepoRequest;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How repositories are used:
///
/// - `GET /api/{type}s/{namespace}/{name}/stats` in all
/// - `GET /api/{type}s/{namespace}/{name}/stats/recent?days=` by day
/// - `GET /api/trending?repo_type=&days=&limit=` the public ones that were downloaded most
public final class UsageEndpoint {

  private static final int DEFAULT_TRENDING = 20;

  private final UsageService usage;

  public UsageEndpoint(UsageService usage) {
    this.usage = usage;
  }

  public void addTo(RoutesConfig routes) {
    for (RepoType type : RepoType.values()) {
      String repository = "/api/" + type.plural() + "/{namespace}/{name}";
      routes.get(repository + "/stats", context -> stats(context, type));
      routes.get(repository + "/stats/recent", context -> recent(context, type));
    }
    routes.get("/api/trending", this::trending);
  }

  private void stats(Context context, RepoType type) {
    RepoId id = RepoRequest.underApi(context, type).id();
    context.json(usage.total(CallerFilter.caller(context), id));
  }

  private void recent(Context context, RepoType type) {
    RepoId id = RepoRequest.underApi(context, type).id();
    int days = Query.number(context, "days", 1, DownloadCounts.MONTH);
    UsageService.Recent recent = usage.recent(CallerFilter.caller(context), id, days);
    context.json(
        new RecentJson(
            recent.days().stream().map(DayJson::of).toList(), PeriodJson.of(recent.period())));
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
    int limit = Query.number(context, "limit", 1, DEFAULT_TRENDING);
    int days = Query.number(context, "days", 1, DownloadCounts.WEEK);
    UsageService.Most most = usage.trending(type, days, limit);
    context.json(
        new TrendingJson(
            most.repositories().stream().map(TrendJson::of).toList(),
            PeriodJson.of(most.period())));
  }

  private static String date(long day) {
    return LocalDate.ofEpochDay(day).toString();
  }

  private record PeriodJson(String start, String end, int days) {
    static PeriodJson of(UsageService.Period period) {
      return new PeriodJson(date(period.first()), date(period.last()), period.days());
    }
  }

  private record RecentJson(List<DayJson> stats, PeriodJson period) {}

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

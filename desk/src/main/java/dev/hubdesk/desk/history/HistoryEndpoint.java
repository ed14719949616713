package dev.hubdesk.desk.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hubdesk.catalog.desk.DownloadRow;
import dev.hubdesk.desk.api.DeskQuery;
import dev.hubdesk.desk.api.Done;
import dev.hubdesk.desk.places.Destination.HubCacheFolder;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/api/history`: downloads that were completed or failed, the newest first.
public final class HistoryEndpoint {

  private final HistoryService history;

  public HistoryEndpoint(HistoryService history) {
    this.history = history;
  }

  /// Adds the routes.
  public void addTo(RoutesConfig routes) {
    routes.get("/api/history", this::list);
    routes.delete("/api/history", this::clear);
    routes.delete("/api/history/{id}", this::forget);
  }

  private void list(Context context) {
    DeskQuery query = DeskQuery.of(context);
    int offset = query.number("offset").orElse(0);
    int limit = query.number("limit").orElse(HistoryService.DEFAULT_LIMIT);
    HistoryService.Page page = history.page(search(query), offset, limit);
    List<Entry> entries = page.rows().stream().map(Entry::of).toList();
    int next = offset + entries.size();
    context.json(
        new History(entries, page.total(), offset, limit, next < page.total() ? next : null));
  }

  private void clear(Context context) {
    int removed = history.clear(search(DeskQuery.of(context)));
    context.json(new Cleared(true, "History cleared", removed));
  }

  private void forget(Context context) {
    history.forget(context.pathParam("id"));
    context.json(new Done("History entry removed"));
  }

  private static String search(DeskQuery query) {
    return query.text("search").orElse("");
  }

  /// @param total of all that were meant
  /// @param nextOffset of the next page; absent on the last
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record History(
      List<Entry> entries, long total, int offset, int limit, @Nullable Integer nextOffset) {}

  private record Cleared(boolean success, String message, int removed) {}

  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  private record Entry(
      String id,
      String repo,
      String revision,
      @Nullable String commit,
      boolean isDataset,
      @Nullable String endpoint,
      String outputDir,
      @Nullable String hubDir,
      String status,
      @Nullable String error,
      Instant startedAt,
      Instant endedAt,
      @JsonInclude(JsonInclude.Include.ALWAYS) long totalFiles,
      @JsonInclude(JsonInclude.Include.ALWAYS) long totalBytes) {

    static Entry of(DownloadRow row) {
      return new Entry(
          row.jobId(),
          row.repo(),
          row.revision(),
          row.commit(),
          row.dataset(),
          row.endpoint(),
          row.destination(),
          row.destinationKind().equals(HubCacheFolder.KIND) ? row.destination() : null,
          row.state(),
          row.error(),
          row.startedAt(),
          row.endedAt(),
          row.totalFiles(),
          row.totalBytes());
    }
  }
}

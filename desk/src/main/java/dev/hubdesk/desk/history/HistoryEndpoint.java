package dev.hubdesk.desk.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hubdesk.catalog.desk.DownloadRow;
import dev.hubdesk.catalog.desk.Downloads;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET /api/history`: downloads that were completed or failed, the newest first.
public final class HistoryEndpoint {

  /// Entries of one answer.
  static final int MAX_ENTRIES = 1_000;

  private final Downloads downloads;

  public HistoryEndpoint(Downloads downloads) {
    this.downloads = downloads;
  }

  /// Adds the route.
  public void addTo(RoutesConfig routes) {
    routes.get("/api/history", this::list);
  }

  private void list(Context context) {
    List<Entry> entries = downloads.newest(MAX_ENTRIES).stream().map(Entry::of).toList();
    context.json(new History(entries, downloads.count()));
  }

  /// @param total of all that are remembered
  private record History(List<Entry> entries, long total) {}

  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  private record Entry(
      String id,
      String repo,
      String revision,
      @Nullable String commit,
      boolean isDataset,
      @Nullable String endpoint,
      String outputDir,
      String hubDir,
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
          row.destination(),
          row.state(),
          row.error(),
          row.startedAt(),
          row.endedAt(),
          row.totalFiles(),
          row.totalBytes());
    }
  }
}

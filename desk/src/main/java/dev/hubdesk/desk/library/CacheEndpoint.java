package dev.hubdesk.desk.library;

import dev.hubdesk.desk.Sizes;
import dev.hubdesk.desk.api.DeskQuery;
import dev.hubdesk.desk.settings.SettingsService;
import dev.hubdesk.desk.settings.SettingsView;
import dev.hubdesk.protocol.RepoType;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;

/// `/api/cache`: what is on this machine. A repository is named by two parts of the path or by one,
/// `owner%2Fname`.
public final class CacheEndpoint {

  private final LibraryService library;
  private final SettingsService settings;

  public CacheEndpoint(LibraryService library, SettingsService settings) {
    this.library = library;
    this.settings = settings;
  }

  /// Adds the routes.
  public void addTo(RoutesConfig routes) {
    routes.get("/api/cache", this::list);
    routes.get("/api/cache/{repo}", this::details);
    routes.get("/api/cache/{owner}/{repo}", this::details);
  }

  private void list(Context context) throws IOException {
    DeskQuery query = DeskQuery.of(context);
    LibraryService.Listing listing =
        library.list(
            query.text("type").map(LibraryName::type).orElse(null),
            query.text("search").orElse(""));
    SettingsView view = settings.view();
    context.json(
        new Answer(
            listing.entries(),
            Stats.of(listing.entries()),
            view.cacheDir(),
            view.effectiveHubDir(),
            view.hubDirSource(),
            listing.warnings()));
  }

  private void details(Context context) throws IOException {
    context.json(
        library.details(
            name(context), DeskQuery.of(context).text("type").map(LibraryName::type).orElse(null)));
  }

  static LibraryName name(Context context) {
    String repo = context.pathParam("repo");
    return new LibraryName(
        context.pathParamMap().containsKey("owner")
            ? context.pathParam("owner") + "/" + repo
            : repo);
  }

  private record Answer(
      List<LibraryEntry> repos,
      Stats stats,
      String cacheDir,
      String effectiveHubDir,
      String hubDirSource,
      List<String> warnings) {}

  private record Stats(
      long totalModels,
      long totalDatasets,
      long totalSpaces,
      long totalSize,
      String totalSizeHuman,
      long totalFiles) {

    static Stats of(List<LibraryEntry> entries) {
      long size = entries.stream().mapToLong(LibraryEntry::size).sum();
      return new Stats(
          count(entries, RepoType.MODEL),
          count(entries, RepoType.DATASET),
          count(entries, RepoType.SPACE),
          size,
          Sizes.human(size),
          entries.stream().mapToLong(LibraryEntry::fileCount).sum());
    }

    private static long count(List<LibraryEntry> entries, RepoType type) {
      return entries.stream().filter(entry -> entry.type().equals(type.singular())).count();
    }
  }
}

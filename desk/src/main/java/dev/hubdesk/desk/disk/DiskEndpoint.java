package dev.hubdesk.desk.disk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.desk.api.DeskQuery;
import dev.hubdesk.desk.api.RequestJson;
import dev.hubdesk.desk.places.DiskRoom;
import dev.hubdesk.desk.places.Places;
import dev.hubdesk.desk.plan.RequestReader;
import dev.hubdesk.desk.settings.FolderSettings;
import dev.hubdesk.desk.settings.FolderText;
import dev.hubdesk.desk.settings.SettingsService;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Path;

/// `/api/diskfree`: the room where downloads go. `GET` measures the cache, or a folder that the
/// settings name; the answer must not tell which others exist. `POST` takes the body of a download
/// and measures where that would go. Neither creates anything.
public final class DiskEndpoint {

  private final SettingsService settings;
  private final Places places;

  public DiskEndpoint(SettingsService settings, Places places) {
    this.settings = settings;
    this.places = places;
  }

  /// Adds the routes.
  public void addTo(RoutesConfig routes) {
    routes.get("/api/diskfree", this::measureNamed);
    routes.post("/api/diskfree", this::measureDestination);
  }

  private void measureNamed(Context context) throws IOException {
    FolderSettings folders = settings.current().folders();
    Path asked =
        DeskQuery.of(context)
            .text("path")
            .map(text -> FolderText.parse("path", text))
            .orElse(folders.cacheDir());
    if (!folders.all().contains(asked)) {
      throw invalid("it is not a folder that the settings name");
    }
    answer(context, asked);
  }

  private void measureDestination(Context context) throws IOException {
    JsonNode body = RequestJson.object(context);
    answer(context, places.root(RequestReader.place(body)));
  }

  private void answer(Context context, Path folder) throws IOException {
    DiskRoom room = DiskRoom.of(folder);
    String cache = settings.current().cacheDir().toString();
    context.json(
        new Room(
            folder.toString(), room.free(), room.total(), cache, cache, settings.hubDirSource()));
  }

  private static FailureException invalid(String why) {
    return new FailureException(new Failure.BadRequest("Invalid path: " + why));
  }

  /// @param free bytes that this user may still write
  /// @param total bytes of the whole disk
  private record Room(
      String path,
      long free,
      long total,
      String cacheDir,
      String effectiveHubDir,
      String hubDirSource) {}
}

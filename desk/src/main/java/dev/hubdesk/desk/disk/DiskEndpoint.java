package dev.hubdesk.desk.disk;

import dev.hubdesk.desk.api.DeskQuery;
import dev.hubdesk.desk.settings.Settings;
import dev.hubdesk.desk.settings.SettingsService;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// `GET /api/diskfree`: the room where downloads go. Only folders that the settings name are
/// measured: the answer must not tell which others exist.
public final class DiskEndpoint {

  private final SettingsService settings;

  public DiskEndpoint(SettingsService settings) {
    this.settings = settings;
  }

  /// Adds the route.
  public void addTo(RoutesConfig routes) {
    routes.get("/api/diskfree", this::measure);
  }

  private void measure(Context context) throws IOException {
    Settings current = settings.current();
    Path asked =
        DeskQuery.of(context).text("path").map(DiskEndpoint::path).orElse(current.cacheDir());
    if (!asked.equals(current.cacheDir())) {
      throw invalid("it is not a folder that the settings name");
    }
    FileStore store = Files.getFileStore(existing(asked));
    context.json(
        new Room(
            asked.toString(),
            store.getUsableSpace(),
            store.getTotalSpace(),
            current.cacheDir().toString(),
            current.cacheDir().toString()));
  }

  private static Path path(String text) {
    try {
      return Path.of(text).normalize();
    } catch (InvalidPathException _) {
      throw invalid("this system has no such path");
    }
  }

  /// The folder itself, or the nearest above that exists.
  private static Path existing(Path folder) throws IOException {
    for (Path path = folder; path != null; path = path.getParent()) {
      if (Files.exists(path)) {
        return path;
      }
    }
    throw new IOException("no folder above " + folder + " exists");
  }

  private static FailureException invalid(String why) {
    return new FailureException(new Failure.BadRequest("Invalid path: " + why));
  }

  /// @param free bytes that this user may still write
  /// @param total bytes of the whole disk
  private record Room(
      String path, long free, long total, String cacheDir, String effectiveHubDir) {}
}

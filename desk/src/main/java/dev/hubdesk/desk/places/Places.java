package dev.hubdesk.desk.places;

import dev.hubdesk.desk.places.Destination.FlatFolder;
import dev.hubdesk.desk.places.Destination.HubCacheFolder;
import dev.hubdesk.desk.settings.FolderSettings;
import dev.hubdesk.desk.settings.FolderText;
import dev.hubdesk.desk.settings.RouteKey;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/// Decides where downloads go. The first of these that says something: the request's `localDir`,
/// the folder of its kind of model, the settings' `localDir`, the cache.
public final class Places {

  private final Supplier<FolderSettings> settings;

  public Places(Supplier<FolderSettings> settings) {
    this.settings = settings;
  }

  /// Where the files of a repository go.
  ///
  /// @param stored under whose name real files are to stand
  /// @throws FailureException with BadRequest when the request says what it may not
  public Destination decide(PlaceWish wish, RepoId stored) {
    FolderSettings folders = settings.get();
    return flat(wish, folders)
        .<Destination>map(root -> new FlatFolder(root, stored))
        .orElseGet(() -> new HubCacheFolder(folders.cacheDir()));
  }

  /// The folder above all that [#decide] would choose, whatever the repository.
  ///
  /// @throws FailureException as [#decide]
  public Path root(PlaceWish wish) {
    FolderSettings folders = settings.get();
    return flat(wish, folders).orElse(folders.cacheDir());
  }

  private static Optional<Path> flat(PlaceWish wish, FolderSettings folders) {
    Optional<RouteKey> route = route(wish);
    String asked = wish.localDir() == null ? "" : wish.localDir().strip();
    if (!asked.isEmpty()) {
      if (!folders.allowRequestLocalDir()) {
        throw bad(
            "localDir is not allowed: downloads go where the settings say, unless these have"
                + " allowRequestLocalDir");
      }
      return Optional.of(FolderText.parse("localDir", asked));
    }
    return route.flatMap(folders::route).or(() -> Optional.ofNullable(folders.localDir()));
  }

  /// An unknown kind is refused even where it would not count: whoever sends it is mistaken.
  private static Optional<RouteKey> route(PlaceWish wish) {
    String text = wish.routeKey() == null ? "" : wish.routeKey().strip();
    if (wish.dataset() || text.isEmpty()) {
      return Optional.empty();
    }
    Optional<RouteKey> key = RouteKey.parse(text);
    if (key.isEmpty()) {
      throw bad("Invalid routeKey: there is no such kind of model");
    }
    return key;
  }

  private static FailureException bad(String message) {
    return new FailureException(new Failure.BadRequest(message));
  }
}

package dev.hubdesk.desk.settings;

import dev.hubdesk.protocol.RepoType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The folders that the settings name, all absolute.
///
/// @param cacheDir the Hugging Face cache (the folder of `models--…`)
/// @param localDir where downloads stand as real files, `<localDir>/<owner>/<name>`; null when they
///   go to the cache
/// @param localScanDirs further folders of that form, only looked into
/// @param friendlyDir where readable names for what is in the cache are kept; null when they are
///   not
/// @param routes the folders of kinds of models, of that form too
/// @param allowRequestLocalDir whether a request may name a folder of its own
public record FolderSettings(
    Path cacheDir,
    @Nullable Path localDir,
    List<Path> localScanDirs,
    @Nullable Path friendlyDir,
    Map<RouteKey, Path> routes,
    boolean allowRequestLocalDir) {

  public FolderSettings {
    localScanDirs = List.copyOf(localScanDirs);
    var ordered = new EnumMap<RouteKey, Path>(RouteKey.class);
    ordered.putAll(routes);
    routes = Map.copyOf(ordered);
  }

  /// All of them.
  public Set<Path> all() {
    var all = new LinkedHashSet<Path>();
    all.add(cacheDir);
    if (localDir != null) {
      all.add(localDir);
    }
    all.addAll(localScanDirs);
    if (friendlyDir != null) {
      all.add(friendlyDir);
    }
    all.addAll(routes.values());
    return all;
  }

  /// A folder of real files among the readable names, which are replaced and deleted with what is
  /// in the cache; empty when there is none.
  Optional<Path> amongNames() {
    Path view = friendlyDir;
    if (view == null) {
      return Optional.empty();
    }
    Path realView = real(view);
    return all().stream()
        .filter(folder -> isAmong(view, folder) || isAmong(realView, real(folder)))
        .findFirst();
  }

  private static boolean isAmong(Path view, Path folder) {
    return Stream.of(RepoType.values())
        .anyMatch(type -> folder.startsWith(view.resolve(type.plural())));
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException _) {
      return folder;
    }
  }

  /// The folder of a kind: its own, else that of the coarser kind.
  public Optional<Path> route(RouteKey key) {
    return Optional.ofNullable(routes.get(key)).or(() -> key.coarser().flatMap(this::route));
  }
}

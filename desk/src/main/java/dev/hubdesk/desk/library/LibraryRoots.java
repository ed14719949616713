package dev.hubdesk.desk.library;

import dev.hubdesk.desk.cache.scan.LocalRoot;
import dev.hubdesk.desk.cache.scan.LocalRoots;
import dev.hubdesk.desk.settings.FolderSettings;
import dev.hubdesk.desk.settings.RouteKey;
import dev.hubdesk.protocol.RepoType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The folders of plain files that the settings name, in the order in which they count: the
/// friendly view, `localDir`, `localScanDirs`, the folders of kinds of models.
public final class LibraryRoots {

  private LibraryRoots() {}

  /// Where they are now. A new look for each question: what was added or taken away counts at once.
  public static LocalRoots of(FolderSettings folders) {
    return new LocalRoots(named(folders), List.of(folders.cacheDir()));
  }

  private static List<LocalRoot> named(FolderSettings folders) {
    var roots = new ArrayList<LocalRoot>();
    Path view = folders.friendlyDir();
    if (view != null) {
      roots.add(LocalRoot.friendly(view, RepoType.MODEL));
      roots.add(LocalRoot.friendly(view, RepoType.DATASET));
    }
    Path local = folders.localDir();
    if (local != null) {
      roots.add(LocalRoot.models(local));
    }
    folders.localScanDirs().forEach(folder -> roots.add(LocalRoot.models(folder)));
    for (RouteKey key : RouteKey.values()) {
      Path folder = folders.routes().get(key);
      if (folder != null) {
        roots.add(LocalRoot.models(folder));
      }
    }
    return roots;
  }
}

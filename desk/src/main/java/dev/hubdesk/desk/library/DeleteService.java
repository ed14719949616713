package dev.hubdesk.desk.library;

import dev.hubdesk.desk.FaultWords;
import dev.hubdesk.desk.claims.RepoClaims;
import dev.hubdesk.desk.claims.RepoClaims.Claim;
import dev.hubdesk.desk.settings.FolderSettings;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes whole repositories from the cache. What stands in folders of plain files is never
/// touched here, and contents that repositories share are left for the client's prune.
public final class DeleteService {

  private static final Logger LOG = LoggerFactory.getLogger(DeleteService.class);

  private final Supplier<FolderSettings> folders;
  private final RepoClaims claims;
  private final Predicate<Path> awaited;

  /// @param awaited whether a download that waits or runs would write into a repository's folder
  public DeleteService(
      Supplier<FolderSettings> folders, RepoClaims claims, Predicate<Path> awaited) {
    this.folders = folders;
    this.claims = claims;
    this.awaited = awaited;
  }

  /// Deletes a repository, then its names in the friendly view.
  ///
  /// @return why the friendly view could not be deleted too; empty when all went well
  /// @throws FailureException with NotFound; BadRequest when its folder is a link; Conflict when it
  ///   is being written, a download waits to write it, or a folder that the settings name is in it
  List<String> delete(LibraryName name, RepoType type) throws IOException {
    FolderSettings now = folders.get();
    Path folder = name.folder(now.cacheDir(), type);
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new FailureException(new Failure.NotFound("Repository not found in cache"));
    }
    requireRealFolder(now.cacheDir(), folder);
    requireNobodyElses(now, now.cacheDir(), folder);
    try (Claim _ = claims.hold(folder, "it is being deleted")) {
      if (awaited.test(folder)) {
        throw new FailureException(
            new Failure.Conflict(
                "A download waits to write " + folder + ": cancel it first", null));
      }
      FolderRemoval.ofRepository(folder);
    }
    Path view = now.friendlyDir();
    return view == null || name.id(type).isEmpty()
        ? List.of()
        : deleteNames(now, view, view.resolve(type.plural()).resolve(name.text()));
  }

  private static void requireRealFolder(Path root, Path folder) throws IOException {
    boolean ours =
        Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
            && folder.toRealPath().startsWith(root.toRealPath());
    if (!ours) {
      throw new FailureException(
          new Failure.BadRequest("Not deleted: its place in the cache is no folder of its own"));
    }
  }

  /// The deepest folder that the settings name owns what is below it.
  private static void requireNobodyElses(FolderSettings now, Path root, Path folder) {
    Path own = RepoClaims.real(root);
    Path doomed = RepoClaims.real(folder);
    for (Path named : now.all()) {
      Path other = RepoClaims.real(named);
      boolean owns = doomed.startsWith(other) && !own.startsWith(other);
      if (owns || other.startsWith(doomed)) {
        throw new FailureException(
            new Failure.Conflict(
                "Not deleted: files of " + named + ", which the settings name, would go too",
                null));
      }
    }
  }

  private static List<String> deleteNames(FolderSettings now, Path view, Path folder) {
    try {
      if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
        requireRealFolder(view, folder);
        requireNobodyElses(now, view, folder);
        int kept = NamesRemoval.run(folder);
        if (kept > 0) {
          return List.of("Friendly view: files in " + folder + " that are not ours stay: " + kept);
        }
      }
      return List.of();
    } catch (IOException | FailureException e) {
      LOG.warn("{} was not deleted: {}", folder, e.toString());
      return List.of("Friendly view: " + FaultWords.of(e));
    }
  }
}

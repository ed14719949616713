package dev.hubdesk.desk.library;

import dev.hubdesk.desk.FaultWords;
import dev.hubdesk.desk.Sizes;
import dev.hubdesk.desk.cache.scan.CacheScan;
import dev.hubdesk.desk.cache.scan.RepoFolder;
import dev.hubdesk.desk.claims.RepoClaims;
import dev.hubdesk.desk.claims.RepoClaims.Claim;
import dev.hubdesk.desk.settings.FolderSettings;
import dev.hubdesk.protocol.FailureException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Finds what nobody needs any more, and removes it when asked to: snapshots that no ref names,
/// with the contents that only they show, and what unfinished downloads left. A repository that a
/// download works on, or will go on with, is left alone.
public final class PruneService {

  private final Supplier<FolderSettings> folders;
  private final CacheScan scan;
  private final RepoClaims claims;
  private final Supplier<Set<Path>> unfinished;
  private final Clock clock;

  /// @param unfinished the folders of downloads that wait, run or are paused
  public PruneService(
      Supplier<FolderSettings> folders,
      CacheScan scan,
      RepoClaims claims,
      Supplier<Set<Path>> unfinished,
      Clock clock) {
    this.folders = folders;
    this.scan = scan;
    this.claims = claims;
    this.unfinished = unfinished;
    this.clock = clock;
  }

  /// What to look for.
  ///
  /// @param dryRun only look
  record Wish(boolean snapshots, boolean partials, boolean dryRun) {}

  /// One thing that was found.
  ///
  /// @param path a commit, or the name of a file among the blobs
  /// @param size bytes that its removal frees
  record Found(String repo, String type, String path, long size) {}

  /// What was found, and removed unless it was only looked for.
  record Answer(
      boolean success,
      boolean dryRun,
      List<Found> snapshots,
      List<Found> partials,
      long freedBytes,
      String freedHuman,
      List<String> kept,
      String message) {}

  Answer prune(Wish wish) throws IOException {
    Path root = folders.get().cacheDir();
    Set<Path> busy = unfinished.get().stream().map(RepoClaims::real).collect(Collectors.toSet());
    var snapshots = new ArrayList<Found>();
    var partials = new ArrayList<Found>();
    var kept = new ArrayList<String>();
    for (RepoFolder folder : RepoFolder.list(root)) {
      if (busy.contains(RepoClaims.real(folder.path()))) {
        kept.add(folder.name() + ": a download is not finished");
        continue;
      }
      try (Claim _ = claims.hold(folder.path(), "it is being cleaned up")) {
        if (wish.snapshots()) {
          snapshots.addAll(new DetachedSnapshots(root, folder, scan).prune(wish.dryRun()));
        }
        if (wish.partials()) {
          partials.addAll(new OrphanedPartials(root, folder, clock).prune(wish.dryRun()));
        }
      } catch (IOException | FailureException e) {
        kept.add(folder.name() + ": " + FaultWords.of(e));
      }
    }
    long freed = sum(snapshots) + sum(partials);
    String message =
        (wish.dryRun() ? "Would free " : "Freed ")
            + Sizes.human(freed)
            + " of "
            + snapshots.size()
            + " snapshots and "
            + partials.size()
            + " partial files";
    return new Answer(
        true, wish.dryRun(), snapshots, partials, freed, Sizes.human(freed), kept, message);
  }

  private static long sum(List<Found> found) {
    return found.stream().mapToLong(Found::size).sum();
  }
}

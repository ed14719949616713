package dev.hubdesk.desk.library;

import dev.hubdesk.desk.cache.scan.CacheScan;
import dev.hubdesk.desk.cache.scan.CachedFile;
import dev.hubdesk.desk.cache.scan.RepoFolder;
import dev.hubdesk.desk.cache.scan.ScannedRepo;
import dev.hubdesk.desk.cache.scan.ScannedSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The snapshots of one repository that no ref names.
final class DetachedSnapshots {

  private final Path root;
  private final RepoFolder folder;
  private final CacheScan scan;

  DetachedSnapshots(Path root, RepoFolder folder, CacheScan scan) {
    this.root = root;
    this.folder = folder;
    this.scan = scan;
  }

  List<PruneService.Found> prune(boolean dryRun) throws IOException {
    Optional<ScannedRepo> repo = scan.find(root, folder.type(), folder.name());
    if (repo.isEmpty()) {
      return List.of();
    }
    Set<String> named = Set.copyOf(repo.get().refs().values());
    Set<String> needed = new HashSet<>();
    List<String> detached = new ArrayList<>();
    for (ScannedSnapshot snapshot : repo.get().snapshots()) {
      if (named.contains(snapshot.commit())) {
        CachedFile.visit(folder.path(), snapshot.commit(), file -> note(file, needed));
      } else {
        detached.add(snapshot.commit());
      }
    }
    var found = new ArrayList<PruneService.Found>();
    for (String commit : detached) {
      found.add(prune(commit, needed, dryRun));
    }
    if (!dryRun && !found.isEmpty() && named.isEmpty() && folder.blobs().isEmpty()) {
      FolderRemoval.delete(folder.path());
    }
    return found;
  }

  private static void note(CachedFile file, Set<String> etags) {
    String etag = file.etag();
    if (etag != null) {
      etags.add(etag);
    }
  }

  /// The snapshot goes before the contents: an interruption leaves contents that nothing shows.
  private PruneService.Found prune(String commit, Set<String> needed, boolean dryRun)
      throws IOException {
    Map<String, Long> only = new HashMap<>();
    var size = new long[1];
    CachedFile.visit(
        folder.path(),
        commit,
        file -> {
          String etag = file.etag();
          if (etag == null) {
            size[0] += file.size();
          } else if (!needed.contains(etag)) {
            only.put(etag, file.size());
          }
        });
    if (!dryRun) {
      FolderRemoval.delete(folder.path().resolve("snapshots").resolve(commit));
      Files.deleteIfExists(folder.path().resolve("trees").resolve(commit + ".json"));
      removeAbsences(folder.path().resolve(".no_exist").resolve(commit));
      for (String etag : only.keySet()) {
        Files.deleteIfExists(folder.path().resolve("blobs").resolve(etag));
      }
    }
    needed.addAll(only.keySet());
    long freed = size[0] + only.values().stream().mapToLong(Long::longValue).sum();
    return new PruneService.Found(folder.name(), folder.type().singular(), commit, freed);
  }

  private static void removeAbsences(Path absences) throws IOException {
    if (Files.isDirectory(absences, LinkOption.NOFOLLOW_LINKS)) {
      FolderRemoval.delete(absences);
    }
  }
}

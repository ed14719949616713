package dev.hubdesk.desk.library;

import dev.hubdesk.desk.FaultWords;
import dev.hubdesk.desk.cache.CachedRepo;
import dev.hubdesk.desk.cache.ContentDigest;
import dev.hubdesk.desk.cache.Manifest;
import dev.hubdesk.desk.cache.TreeListing;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes the entries of one commit whose blobs are there and which are missing or wrong: what is
/// left where a program could not make links. Which entries there should be, say the listing of the
/// commit and the manifest; a manifest of another commit says nothing.
final class SnapshotRepair {

  private final CachedRepo repo;
  private final Oid commit;
  private final Rebuilt rebuilt;

  SnapshotRepair(CachedRepo repo, Oid commit, Rebuilt rebuilt) {
    this.repo = repo;
    this.commit = commit;
    this.rebuilt = rebuilt;
  }

  /// One file that should be there.
  private record Wanted(String path, String etag, long size) {}

  void run() throws IOException {
    var wanted = new ArrayList<Wanted>();
    boolean listed =
        TreeListing.read(
            repo.folder(),
            commit.hex(),
            file -> wanted.add(new Wanted(file.path(), file.etag(), file.size())));
    if (!listed) {
      wanted.clear();
      fromManifest(wanted);
    }
    for (Wanted file : wanted) {
      show(file);
    }
  }

  private void fromManifest(List<Wanted> wanted) {
    Manifest.read(repo.folder())
        .filter(manifest -> manifest.commit().equals(commit.hex()))
        .ifPresent(manifest ->
            manifest
                .files()
                .forEach(file -> wanted.add(new Wanted(file.name(), file.blob(), file.size()))));
  }

  private void show(Wanted file) throws IOException {
    Optional<ContentDigest> digest = ContentDigest.parse(file.etag);
    Optional<RepoPath> path = RepoPath.find(file.path);
    if (digest.isEmpty() || path.isEmpty() || !repo.hasBlob(digest.get(), file.size)) {
      return;
    }
    Path entry = repo.entry(commit, path.get());
    boolean stood = Files.exists(entry, LinkOption.NOFOLLOW_LINKS);
    try {
      if (repo.link(commit, path.get(), digest.get())) {
        rebuilt.shown(stood);
      }
    } catch (FailureException e) {
      rebuilt.failed(entry + ": " + FaultWords.of(e));
    }
  }
}

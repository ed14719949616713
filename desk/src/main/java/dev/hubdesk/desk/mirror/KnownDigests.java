package dev.hubdesk.desk.mirror;

import dev.hubdesk.desk.cache.ContentDigest;
import dev.hubdesk.desk.cache.Manifest;
import dev.hubdesk.desk.cache.TreeListing;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known of the bytes of plain files, whose names promise nothing: the listing of their
/// commit on either side, else the manifest of the source.
final class KnownDigests {

  private final Path source;
  private final RepoContents from;
  private final Path destination;
  private final RepoContents to;
  private @Nullable Oid commit;
  private Map<RepoPath, ContentDigest> known = Map.of();

  /// @param source the folder of the repository there
  /// @param destination the folder of the repository there, if it is there
  KnownDigests(Path source, RepoContents from, Path destination, RepoContents to) {
    this.source = source;
    this.from = from;
    this.destination = destination;
    this.to = to;
  }

  /// The digest that a plain file of the source must have; null when nothing tells. Files of one
  /// commit are asked for one after the other.
  @Nullable ContentDigest of(Oid asked, RepoPath path) throws IOException {
    if (!asked.equals(commit)) {
      known = read(asked);
      commit = asked;
    }
    return known.get(path);
  }

  private Map<RepoPath, ContentDigest> read(Oid asked) throws IOException {
    Set<RepoPath> wanted = from.plain(asked);
    if (from.listings().contains(asked)) {
      Optional<Map<RepoPath, ContentDigest>> told = listed(source, asked, wanted);
      if (told.isPresent()) {
        return told.get();
      }
    }
    if (to.listings().contains(asked)) {
      Optional<Map<RepoPath, ContentDigest>> told = listed(destination, asked, wanted);
      if (told.isPresent()) {
        return told.get();
      }
    }
    return manifest(asked, wanted);
  }

  private static Optional<Map<RepoPath, ContentDigest>> listed(
      Path folder, Oid commit, Set<RepoPath> wanted) throws IOException {
    var found = new HashMap<RepoPath, ContentDigest>();
    boolean understood =
        TreeListing.read(
            folder, commit.hex(), file -> add(found, wanted, file.path(), file.etag()));
    return understood ? Optional.of(found) : Optional.empty();
  }

  private Map<RepoPath, ContentDigest> manifest(Oid commit, Set<RepoPath> wanted) {
    var found = new HashMap<RepoPath, ContentDigest>();
    Manifest.read(source)
        .filter(manifest -> manifest.commit().equals(commit.hex()))
        .ifPresent(manifest ->
            manifest.files().forEach(file -> add(found, wanted, file.name(), file.blob())));
    return found;
  }

  private static void add(
      Map<RepoPath, ContentDigest> found, Set<RepoPath> wanted, String path, String etag) {
    RepoPath.find(path)
        .filter(wanted::contains)
        .ifPresent(at -> ContentDigest.parse(etag).ifPresent(digest -> found.put(at, digest)));
  }
}

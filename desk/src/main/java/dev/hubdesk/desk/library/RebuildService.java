package dev.hubdesk.desk.library;

import dev.hubdesk.desk.FaultWords;
import dev.hubdesk.desk.cache.CachedRepo;
import dev.hubdesk.desk.cache.FriendlyView;
import dev.hubdesk.desk.cache.HubCache;
import dev.hubdesk.desk.cache.Manifest;
import dev.hubdesk.desk.cache.scan.CacheScan;
import dev.hubdesk.desk.cache.scan.CachedFile;
import dev.hubdesk.desk.cache.scan.RepoFolder;
import dev.hubdesk.desk.cache.scan.ScannedRepo;
import dev.hubdesk.desk.cache.scan.ScannedSnapshot;
import dev.hubdesk.desk.claims.RepoClaims;
import dev.hubdesk.desk.claims.RepoClaims.Claim;
import dev.hubdesk.desk.settings.FolderSettings;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.Revision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes missing links again, in the cache and in the friendly view. What one repository lacks does
/// not keep the others from being mended.
public final class RebuildService {

  private final Supplier<FolderSettings> folders;
  private final CacheScan scan;
  private final RepoClaims claims;

  public RebuildService(Supplier<FolderSettings> folders, CacheScan scan, RepoClaims claims) {
    this.folders = folders;
    this.scan = scan;
    this.claims = claims;
  }

  /// Rebuilds everything.
  ///
  /// @param clean whether links that lead nowhere, and folders that are empty then, are removed
  Rebuilt.Answer rebuild(boolean clean) throws IOException {
    FolderSettings now = folders.get();
    var rebuilt = new Rebuilt();
    Path named = now.friendlyDir();
    FriendlyView view = named == null ? null : new FriendlyView(named);
    for (RepoFolder folder : RepoFolder.list(now.cacheDir())) {
      rebuilt.scanned();
      try (Claim _ = claims.hold(folder.path(), "its links are being rebuilt")) {
        rebuild(now.cacheDir(), folder, view, clean, rebuilt);
      } catch (IOException | FailureException e) {
        rebuilt.failed(folder.path() + ": " + FaultWords.of(e));
      }
    }
    if (named != null && view != null) {
      if (clean) {
        DanglingLinks.remove(named.resolve("models"), rebuilt::removed);
        DanglingLinks.remove(named.resolve("datasets"), rebuilt::removed);
      }
      view.writeScript(now.cacheDir());
    }
    return rebuilt.answer();
  }

  private void rebuild(
      Path root, RepoFolder folder, @Nullable FriendlyView view, boolean clean, Rebuilt rebuilt)
      throws IOException {
    Optional<RepoId> id = folder.id();
    if (id.isPresent()) {
      CachedRepo repo = new HubCache(root).repo(id.get());
      for (Oid commit : commits(repo, folder)) {
        new SnapshotRepair(repo, commit, rebuilt).run();
      }
    }
    if (clean) {
      clean(root, folder, rebuilt);
    }
    if (id.isPresent() && view != null) {
      show(root, id.get(), view, rebuilt);
    }
  }

  /// The commits of the usual refs and of all snapshots; where there are none, the manifest's.
  private static Set<Oid> commits(CachedRepo repo, RepoFolder folder) throws IOException {
    var commits = new LinkedHashSet<Oid>();
    for (String ref : new String[] {"main", "master"}) {
      repo.readRef(new Revision(ref)).ifPresent(commits::add);
    }
    for (Path snapshot : folder.snapshots()) {
      Oid.parse(snapshot.getFileName().toString()).ifPresent(commits::add);
    }
    if (commits.isEmpty()) {
      Manifest.read(folder.path())
          .flatMap(manifest -> Oid.parse(manifest.commit()))
          .ifPresent(commits::add);
    }
    return commits;
  }

  /// A commit that a ref names keeps its folder, even an empty one: clients take its absence for
  /// damage.
  private void clean(Path root, RepoFolder folder, Rebuilt rebuilt) throws IOException {
    Set<String> named =
        scan.find(root, folder.type(), folder.name())
            .map(repo -> Set.copyOf(repo.refs().values()))
            .orElse(Set.of());
    for (Path snapshot : folder.snapshots()) {
      DanglingLinks.remove(snapshot, rebuilt::removed);
      if (!named.contains(snapshot.getFileName().toString())) {
        DanglingLinks.removeIfEmpty(snapshot);
      }
    }
  }

  private void show(Path root, RepoId id, FriendlyView view, Rebuilt rebuilt) throws IOException {
    Optional<ScannedRepo> scanned = scan.find(root, id);
    Optional<Oid> commit =
        scanned
            .flatMap(ScannedRepo::usualSnapshot)
            .map(ScannedSnapshot::commit)
            .flatMap(Oid::parse);
    if (commit.isEmpty()) {
      return;
    }
    CachedRepo repo = new HubCache(root).repo(id);
    var paths = new ArrayList<RepoPath>();
    CachedFile.visit(
        repo.folder(),
        commit.get().hex(),
        file -> RepoPath.find(file.path()).ifPresent(paths::add));
    for (RepoPath path : paths) {
      view.show(id, repo, commit.get(), path, rebuilt::shown);
    }
    view.showManifest(id, repo);
  }
}

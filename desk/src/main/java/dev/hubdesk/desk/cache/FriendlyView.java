package dev.hubdesk.desk.cache;

import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// Readable names for what is in the cache: `models/<owner>/<name>/<path>` and
/// `datasets/<owner>/<name>/<path>`, links to the entries of snapshots. What an earlier commit had
/// stays until somebody deletes it.
public final class FriendlyView {

  private final Path view;
  private final Placement placement;

  public FriendlyView(Path view) {
    this.view = view;
    this.placement = new Placement(view);
  }

  /// Is told what was done, and asked whether to go on.
  public interface Visitor {

    /// Called again and again while contents are read; what it throws ends the work.
    default void check() {}

    /// An entry was made right.
    ///
    /// @param stood whether there was one before
    void shown(boolean stood);
  }

  /// The folder of a repository.
  public Path folder(RepoId id) {
    return view.resolve(id.type().plural()).resolve(id.namespace()).resolve(id.name());
  }

  /// Shows a file of a commit, if it is there.
  ///
  /// @throws FailureException with InvalidPath when a folder on the way is a link
  public void show(RepoId id, CachedRepo repo, Oid commit, RepoPath path, Visitor visitor)
      throws IOException {
    Path existing = repo.entry(commit, path);
    if (!Files.exists(existing)) {
      return;
    }
    Path entry = place(id, path.text());
    boolean stood = Files.exists(entry, LinkOption.NOFOLLOW_LINKS);
    if (placement.show(existing, entry, view, visitor::check)) {
      visitor.shown(stood);
    }
  }

  /// Shows what is recorded of the downloads.
  public void showManifest(RepoId id, CachedRepo repo) throws IOException {
    Path manifest = repo.folder().resolve(Manifest.NAME);
    if (Files.isRegularFile(manifest, LinkOption.NOFOLLOW_LINKS)) {
      AtomicText.write(place(id, Manifest.NAME), Files.readString(manifest));
    }
  }

  private Path place(RepoId id, String path) throws IOException {
    Files.createDirectories(view);
    return RealFolders.parentOf(
        view, new RepoPath(id.type().plural() + "/" + id.path() + "/" + path));
  }

  /// Writes `rebuild.sh`, with which the view is made again without us.
  ///
  /// @param cache the root that the view shows
  public void writeScript(Path cache) throws IOException {
    Files.createDirectories(view);
    Path script = view.resolve(RebuildScript.NAME);
    String text = RebuildScript.text(view, cache);
    if (Files.isRegularFile(script) && Files.readString(script).equals(text)) {
      return;
    }
    AtomicText.write(script, text);
    if (!script.toFile().setExecutable(true)) {
      throw new IOException(script + " cannot be made executable");
    }
  }
}

package dev.hubdesk.desk.cache;

import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Readable names for what is in the cache: `models/<owner>/<name>/<path>` and
/// `datasets/<owner>/<name>/<path>`, links to the entries of snapshots. What an earlier commit had
/// stays until somebody deletes it.
public final class FriendlyView {

  private static final Logger LOG = LoggerFactory.getLogger(FriendlyView.class);
  private static final int MAX_SCRIPT = 64 << 10;

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

  /// Writes `rebuild.sh`, with which the view is made again without us. A script of that name that
  /// is not ours stays.
  ///
  /// @param cache the root that the view shows
  public void writeScript(Path cache) throws IOException {
    Files.createDirectories(view);
    Path script = view.resolve(RebuildScript.NAME);
    String text = RebuildScript.text(view, cache);
    if (Files.isRegularFile(script)) {
      String stands = head(script);
      if (!stands.contains(RebuildScript.MARK)) {
        LOG.warn("{} was not written by the Desk and stays as it is", script);
        return;
      }
      if (stands.equals(text)) {
        return;
      }
    }
    AtomicText.write(script, text);
    if (!script.toFile().setExecutable(true)) {
      throw new IOException(script + " cannot be made executable");
    }
  }

  /// Longer than any script of ours is read.
  private static String head(Path script) throws IOException {
    try (InputStream in = Files.newInputStream(script)) {
      return new String(in.readNBytes(MAX_SCRIPT), StandardCharsets.UTF_8);
    }
  }
}

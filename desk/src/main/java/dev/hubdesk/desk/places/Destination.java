package dev.hubdesk.desk.places;

import dev.hubdesk.protocol.RepoId;
import java.nio.file.Path;

/// Where the files of a download stand in the end. Decided once, before a job is created, and
/// frozen into it.
public sealed interface Destination {

  /// The folder that the settings or the request named, absolute.
  Path root();

  /// The word by which rows remember the kind.
  String kind();

  /// The Hugging Face cache: blobs, refs and snapshots.
  record HubCacheFolder(Path root) implements Destination {

    /// The word of this kind.
    public static final String KIND = "cache";

    public HubCacheFolder {
      root = absolute(root);
    }

    @Override
    public String kind() {
      return KIND;
    }
  }

  /// Real files at `<root>/<owner>/<name>`.
  ///
  /// @param repo under whose name they stand, which may be another than the one they come from
  record FlatFolder(Path root, RepoId repo) implements Destination {

    /// The word of this kind.
    public static final String KIND = "flat";

    public FlatFolder {
      root = absolute(root);
    }

    @Override
    public String kind() {
      return KIND;
    }

    /// The folder of the repository.
    public Path folder() {
      return root.resolve(repo.namespace()).resolve(repo.name());
    }
  }

  /// What a row remembers.
  ///
  /// @param repo under whose name real files stand
  static Destination of(String kind, Path root, RepoId repo) {
    return switch (kind) {
      case HubCacheFolder.KIND -> new HubCacheFolder(root);
      case FlatFolder.KIND -> new FlatFolder(root, repo);
      default -> throw new IllegalArgumentException("no kind of destination: " + kind);
    };
  }

  private static Path absolute(Path root) {
    if (!root.isAbsolute()) {
      throw new IllegalArgumentException("a destination is an absolute path: " + root);
    }
    return root.normalize();
  }
}

package dev.hubdesk.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the people in charge of a repository have decided about it.
///
/// @param disabled taken out of use by an administrator of the Hub: it is described, nothing else
public record RepositorySettings(Gating gating, boolean disabled, Lfs lfs) {

  /// What a new repository has.
  public static final RepositorySettings DEFAULT =
      new RepositorySettings(Gating.NONE, false, Lfs.DEFAULT);

  /// How access to the files of a repository is given. What it is and which files it holds is told
  /// to everybody who may read it.
  public enum Gating {
    /// Whoever may read the repository may read its files.
    NONE,
    /// Whoever asks gets access.
    AUTO,
    /// Somebody in charge decides.
    MANUAL
  }

  /// A repository's own rules of which files are LFS files, beside the server's.
  ///
  /// @param threshold a file of more bytes is one; null for the server's threshold
  /// @param suffixes more of them, beside the server's: each starts with `.`, in lower case
  public record Lfs(@Nullable Long threshold, List<String> suffixes) {

    /// No rules of its own.
    public static final Lfs DEFAULT = new Lfs(null, List.of());

    public Lfs {
      suffixes = List.copyOf(suffixes);
    }
  }
}

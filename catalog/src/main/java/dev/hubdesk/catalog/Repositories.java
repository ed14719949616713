package dev.hubdesk.catalog;

import dev.hubdesk.git.Alongside;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Repositories by name. Names are compared without case; answers carry the name as it was given.
public final class Repositories {

  Repositories() {}

  public Optional<RepositoryRow> find(RepoId id) {
    throw new UnsupportedOperationException();
  }

  /// A key for a repository that is about to be made.
  public long newKey() {
    throw new UnsupportedOperationException();
  }

  /// The row of a new repository, to be written together with its first commit. A rival that took
  /// the name first makes the whole publication fail with `Conflict`.
  public Alongside create(RepositoryRow row) {
    throw new UnsupportedOperationException();
  }

  /// Forgets a repository with its refs, packs and links to LFS objects, in one transaction. The
  /// bytes go with the next sweep. False when it was gone already.
  public boolean delete(long key) {
    throw new UnsupportedOperationException();
  }

  /// One page of the repositories that `viewer` may see, newest first.
  ///
  /// @param viewer an account, or null for someone not signed in
  /// @param author only this namespace; null for all
  /// @param search only names that contain this text, without case; null for all
  /// @param after the key of the last row of the page before; null for the first page
  public List<RepositoryRow> list(
      RepoType type,
      @Nullable Long viewer,
      @Nullable String author,
      @Nullable String search,
      @Nullable Long after,
      int limit) {
    throw new UnsupportedOperationException();
  }
}

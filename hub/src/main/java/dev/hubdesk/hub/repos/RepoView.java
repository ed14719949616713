package dev.hubdesk.hub.repos;

import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.git.Repository;
import dev.hubdesk.protocol.Oid;
import org.jspecify.annotations.Nullable;

/// A repository as of one commit, open for reading.
///
/// @param commit null when the repository has no default branch
record RepoView(RepositoryRow row, Repository repository, @Nullable Oid commit)
    implements AutoCloseable {

  @Override
  public void close() {
    repository.close();
  }
}

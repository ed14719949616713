package dev.hubdesk.hub.repos;

import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.git.Repository;
import dev.hubdesk.hub.facts.Known;
import dev.hubdesk.protocol.Oid;
import org.jspecify.annotations.Nullable;

/// A repository as of one commit, open for reading.
///
/// @param known what its files at that commit tell, and how it is used
/// @param commit null when the repository has no default branch
record RepoView(RepositoryRow row, Known known, Repository repository, @Nullable Oid commit)
    implements AutoCloseable {

  @Override
  public void close() {
    repository.close();
  }
}

package dev.hubdesk.hub.commits;

import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.Revision;
import dev.hubdesk.protocol.Sha256;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A line of a commit's body.
sealed interface CommitLine extends AutoCloseable {

  /// Frees what the line holds.
  @Override
  default void close() throws IOException {}

  /// The first line.
  ///
  /// @param parent where the branch must stand; null for wherever it stands
  record Header(String summary, String description, @Nullable Oid parent) implements CommitLine {}

  /// Adds or replaces a regular file.
  record RegularFile(RepoPath path, Spool content) implements CommitLine {
    @Override
    public void close() throws IOException {
      content.close();
    }
  }

  /// Adds or replaces an LFS file.
  ///
  /// @param size null when the client does not know it (a copy)
  record LfsFile(RepoPath path, Sha256 oid, @Nullable Long size) implements CommitLine {}

  /// Copies a file or a folder, as it stood before this commit.
  ///
  /// @param from where it stands in the source
  /// @param revision of the source; null for the branch that is committed to, or for `main` of
  ///   another repository
  /// @param repository the source; null for the repository that is committed to
  record Copy(
      RepoPath path, RepoPath from, @Nullable Revision revision, @Nullable RepoId repository)
      implements CommitLine {}

  /// Deletes a file or a folder.
  record Deletion(RepoPath path) implements CommitLine {}
}

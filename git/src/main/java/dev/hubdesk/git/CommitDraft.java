package dev.hubdesk.git;

import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoPath;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// A commit being made. Content streams into a pack as it is added; nothing is visible until
/// [#publish]. Changes apply in the order they are added: the last word on a path counts. Closing
/// an unpublished draft drops all of it.
public final class CommitDraft implements AutoCloseable {

  /// Adds or replaces a regular file. A directory of that name is replaced. Content that is the
  /// text of an LFS pointer makes the file an LFS file.
  ///
  /// @param size bytes that the stream holds
  /// @return the blob's id
  public Oid addFile(RepoPath path, InputStream content, long size) throws IOException {
    throw new UnsupportedOperationException();
  }

  /// Adds or replaces an LFS file. The caller has made sure that the object is there and may be
  /// used.
  public void addPointer(RepoPath path, LfsPointer pointer) throws IOException {
    throw new UnsupportedOperationException();
  }

  /// Deletes a file or a directory with all it holds.
  public void delete(RepoPath path) {
    throw new UnsupportedOperationException();
  }

  /// LFS pointers that the draft adds, by whichever door they came: the caller must see that the
  /// author may use each object.
  public Collection<LfsPointer> pointers() {
    throw new UnsupportedOperationException();
  }

  /// Makes the commit: waits for its turn at this repository, applies the changes to the branch's
  /// head, covers LFS paths that `.gitattributes` misses, writes packs, and publishes everything in
  /// one transaction. Without `parent`, a head that moved meanwhile is no conflict: the changes
  /// apply on top. If nothing changes, no commit is made and the head is returned.
  ///
  /// @param parent where the branch must stand; null for wherever it stands
  /// @param alongside rows that belong to the same transaction
  /// @throws dev.hubdesk.protocol.FailureException with `StaleParent` when the branch stands
  ///   elsewhere, `EntryNotFound` when a deleted path does not exist, `RevisionNotFound` when there
  ///   is no such branch and the repository has others
  public Outcome publish(
      CommitText text, @Nullable Oid parent, Collection<? extends Alongside> alongside)
      throws IOException {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}

  /// Who commits what.
  ///
  /// @param actor the account's id, for the ref log
  public record CommitText(String title, String body, Commit.Signature author, long actor) {}

  /// What became of a draft.
  ///
  /// @param head where the branch stands now
  /// @param changed false when nothing had to be committed
  public record Outcome(Oid head, boolean changed) {}
}

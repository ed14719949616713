package dev.hubdesk.hub.commits;

import dev.hubdesk.git.CommitDraft;
import dev.hubdesk.git.GitStore;
import dev.hubdesk.git.Repository;
import dev.hubdesk.hub.access.Caller;
import dev.hubdesk.hub.access.RepoGate;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.Revision;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Where the copies of one commit come from: the repository itself, as it stood before the commit,
/// or another one whose content the author may read. Of others one is open at a time, since a body
/// may name as many as it has lines.
final class CopySources implements AutoCloseable {

  private final RepoGate gate;
  private final GitStore git;
  private final Caller author;
  private final Repository own;
  private final Revision branch;
  private @Nullable RepoId otherId;
  private @Nullable Repository other;
  private @Nullable Source last;

  /// A commit of a repository.
  private record Source(Repository repository, Revision revision, Oid commit) {}

  /// @param own the repository that is committed to, which its owner closes
  CopySources(RepoGate gate, GitStore git, Caller author, Repository own, Revision branch) {
    this.gate = gate;
    this.git = git;
    this.author = author;
    this.own = own;
    this.branch = branch;
  }

  /// Puts a copy into a draft.
  ///
  /// @throws dev.hubdesk.protocol.FailureException with `RevisionNotFound` or `EntryNotFound`, or
  ///   what [RepoGate#contentReadable] throws
  void copy(CommitLine.Copy line, CommitDraft draft) throws IOException {
    Repository repository = line.repository() == null ? own : opened(line.repository());
    Revision unsaid = line.repository() == null ? branch : Revision.MAIN;
    Revision revision = line.revision() == null ? unsaid : line.revision();
    Source source = last;
    if (source == null
        || source.repository() != repository
        || !source.revision().equals(revision)) {
      source = new Source(repository, revision, repository.resolve(revision).commit());
      last = source;
    }
    draft.copy(line.path(), repository, source.commit(), line.from());
  }

  private Repository opened(RepoId id) {
    Repository now = other;
    if (now == null || !id.equals(otherId)) {
      close();
      now = git.open(gate.contentReadable(author, id).key());
      other = now;
      otherId = id;
    }
    return now;
  }

  @Override
  public void close() {
    last = null;
    otherId = null;
    if (other != null) {
      other.close();
      other = null;
    }
  }
}

package dev.hubdesk.hub.commits;

import dev.hubdesk.git.Commit;
import dev.hubdesk.git.GitStore;
import dev.hubdesk.git.Repository;
import dev.hubdesk.hub.access.Caller;
import dev.hubdesk.hub.access.RepoGate;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.Revision;
import java.io.IOException;
import java.util.List;

/// The history of a revision in pages, for those who may read the repository.
public final class HistoryService {

  private final RepoGate gate;
  private final GitStore git;

  public HistoryService(RepoGate gate, GitStore git) {
    this.gate = gate;
    this.git = git;
  }

  /// One page, newest first; empty when it lies behind the end.
  ///
  /// @param page counted from 0
  /// @param limit the most commits of a page
  /// @throws dev.hubdesk.protocol.FailureException with `RepoNotFound` or `RevisionNotFound`
  Page page(Caller caller, RepoId id, Revision revision, int page, int limit) throws IOException {
    try (Repository repository = git.open(gate.readable(caller, id).key())) {
      Oid head = repository.resolve(revision).commit();
      long total = repository.countCommits(head);
      long skip = Math.min((long) page * limit, total);
      List<Commit> commits = repository.commits(head, Math.toIntExact(skip), limit);
      boolean more = skip + commits.size() < total && !commits.isEmpty();
      return new Page(head, total, commits, more);
    }
  }

  /// A page of a history.
  ///
  /// @param head where the revision stands
  /// @param total commits of the whole history
  /// @param more whether another page follows
  record Page(Oid head, long total, List<Commit> commits, boolean more) {

    Page {
      commits = List.copyOf(commits);
    }
  }
}

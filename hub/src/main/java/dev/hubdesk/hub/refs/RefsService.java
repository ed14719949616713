package dev.hubdesk.hub.refs;

import dev.hubdesk.git.GitStore;
import dev.hubdesk.git.RefRecord;
import dev.hubdesk.git.Repository;
import dev.hubdesk.hub.access.Caller;
import dev.hubdesk.hub.access.RepoGate;
import dev.hubdesk.protocol.RepoId;
import java.util.List;

/// The refs of a repository, for those who may read it.
public final class RefsService {

  private final RepoGate gate;
  private final GitStore git;

  public RefsService(RepoGate gate, GitStore git) {
    this.gate = gate;
    this.git = git;
  }

  /// All refs, of every kind.
  ///
  /// @throws dev.hubdesk.protocol.FailureException with `RepoNotFound`
  List<RefRecord> refs(Caller caller, RepoId id) {
    try (Repository repository = git.open(gate.readable(caller, id).key())) {
      return repository.refs();
    }
  }
}

package dev.hubdesk.hub.refs;

import dev.hubdesk.catalog.LfsObjects;
import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.git.GitStore;
import dev.hubdesk.git.RefRecord;
import dev.hubdesk.git.Repository;
import dev.hubdesk.hub.access.Caller;
import dev.hubdesk.hub.access.RepoGate;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RefName;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.Revision;
import java.io.IOException;
import java.time.Clock;

/// Where new heads of branches are made, for those who may write to the repository.
record BranchWorkshop(
    RepoGate gate, GitStore git, LfsObjects lfsObjects, int maxText, Clock clock) {

  /// How often work is done anew because the branch moved meanwhile.
  private static final int MAX_ATTEMPTS = 10;

  interface Attempt {
    Oid on(BranchWork work) throws IOException;
  }

  /// Begins. The head is read before any object is: the list of packs, read once, then has all of
  /// it.
  ///
  /// @throws FailureException with `RevisionNotFound` when there is no such branch
  BranchWork begin(Caller caller, RepoId id, Revision branch) {
    RepositoryRow row = gate.writable(caller, id);
    Caller.SignedIn author = caller.writer();
    Repository repository = git.open(row.key());
    try {
      RefName name = repository.branch(branch);
      Oid head =
          repository
              .ref(name)
              .map(RefRecord::commit)
              .orElseThrow(() -> new FailureException(new Failure.RevisionNotFound(branch.text())));
      return new BranchWork(row, author, repository, name, head, lfsObjects, maxText, clock);
    } catch (FailureException e) {
      repository.close();
      throw e;
    }
  }

  /// Makes a commit that is worked out for the head, anew when the head moves meanwhile.
  Oid again(Caller caller, RepoId id, Revision branch, Attempt attempt) throws IOException {
    for (int i = 1; ; i++) {
      try (BranchWork work = begin(caller, id, branch)) {
        return attempt.on(work);
      } catch (FailureException e) {
        if (!(e.failure() instanceof Failure.StaleParent) || i == MAX_ATTEMPTS) {
          throw e;
        }
      }
    }
  }
}

package dev.hubdesk.hub.refs;

import dev.hubdesk.git.CommitDraft;
import dev.hubdesk.git.GitStore;
import dev.hubdesk.git.Repository;
import dev.hubdesk.hub.Authors;
import dev.hubdesk.hub.access.Caller;
import dev.hubdesk.hub.access.RepoGate;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RefName;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.Revision;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes and deletes branches, for those who may write to the repository.
public final class BranchService {

  private final RepoGate gate;
  private final GitStore git;
  private final Clock clock;

  public BranchService(RepoGate gate, GitStore git, Clock clock) {
    this.gate = gate;
    this.git = git;
    this.clock = clock;
  }

  /// What a new branch is to be.
  ///
  /// @param start where it stands; null for `main`
  /// @param empty it stands at a commit of its own without files and without parents
  /// @param overwrite it may exist and is moved then, or left alone when neither `start` nor
  ///   `empty` says where to
  record NewBranch(String name, @Nullable String start, boolean empty, boolean overwrite) {}

  /// Makes a branch.
  ///
  /// @throws FailureException with `Conflict` when it exists, `RevisionNotFound` when there is no
  ///   such start, `BadRequest` when no branch can have the name
  void create(Caller caller, RepoId id, NewBranch wanted) throws IOException {
    long key = gate.writable(caller, id).key();
    Caller.SignedIn author = caller.writer();
    RefName name = RefNames.branch(wanted.name);
    try (Repository repository = git.open(key)) {
      if (wanted.empty) {
        createEmpty(repository, name, wanted.overwrite, author);
        return;
      }
      boolean exists = repository.ref(name).isPresent();
      if (exists && wanted.overwrite && wanted.start == null) {
        return;
      }
      var commit =
          repository
              .resolve(wanted.start == null ? Revision.MAIN : new Revision(wanted.start))
              .commit();
      var moves = repository.moves(author.account().id());
      if (wanted.overwrite) {
        moves.put(name, commit);
      } else {
        moves.create(name, commit);
      }
    }
  }

  private void createEmpty(
      Repository repository, RefName name, boolean overwrite, Caller.SignedIn author)
      throws IOException {
    try (CommitDraft draft = repository.draft(name)) {
      draft.startBranch(overwrite);
      draft.clear();
      draft.replaceHistory();
      draft.because("create empty branch");
      draft.publish(
          new CommitDraft.CommitText(
              "initial commit",
              "",
              Authors.signature(author.account(), clock.instant()),
              author.account().id()),
          null,
          List.of());
    }
  }

  /// Deletes a branch. Its commits can be reached by their ids until they are collected.
  ///
  /// @throws FailureException with `RevisionNotFound` when there is no such branch, `BadRequest`
  ///   for `main`
  void delete(Caller caller, RepoId id, String name) throws IOException {
    long key = gate.writable(caller, id).key();
    RefName ref = RefNames.existingBranch(name);
    if (ref.equals(RefName.MAIN)) {
      throw new FailureException(new Failure.BadRequest("Cannot delete " + ref));
    }
    try (Repository repository = git.open(key)) {
      repository.moves(caller.writer().account().id()).delete(ref);
    }
  }
}

package dev.hubdesk.hub.refs;

import dev.hubdesk.catalog.LfsObjects;
import dev.hubdesk.git.Commit;
import dev.hubdesk.git.CommitDraft;
import dev.hubdesk.git.GitStore;
import dev.hubdesk.git.MergeConflicts;
import dev.hubdesk.hub.access.Caller;
import dev.hubdesk.hub.access.RepoGate;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RefName;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.Revision;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Squashes, resets, reverts and merges branches, for those who may write to the repository. What a
/// branch led to before stays: its commits can be reached by their ids until they are collected.
public final class RewriteService {

  private final BranchWorkshop workshop;

  /// @param maxText the longest message of a commit, in characters
  public RewriteService(
      RepoGate gate, GitStore git, LfsObjects lfsObjects, int maxText, Clock clock) {
    this.workshop = new BranchWorkshop(gate, git, lfsObjects, maxText, clock);
  }

  /// Makes one commit of a branch's whole history, with the same files.
  ///
  /// @param message null for one that says what was done
  /// @return the commit
  /// @throws FailureException with `RevisionNotFound` when there is no such branch
  Oid squash(Caller caller, RepoId id, Revision branch, @Nullable String message)
      throws IOException {
    try (BranchWork work = workshop.begin(caller, id, branch)) {
      String said = message == null ? "Super-squash branch '" + branch + "'" : message;
      try (CommitDraft draft = work.repository().draft(work.branch())) {
        draft.replaceHistory();
        draft.because("super-squash");
        return draft.publish(work.text(said), null, List.of()).head();
      }
    }
  }

  /// Brings back the files of an earlier state, as a new commit.
  ///
  /// @throws FailureException with `RevisionNotFound`; `BadRequest` when the branch has these files
  ///   already, or is `main` and nobody insists; `ContentGone` when LFS objects of that state are
  ///   no longer stored
  Oid reset(
      Caller caller, RepoId id, Revision branch, String to, @Nullable String message, boolean force)
      throws IOException {
    try (BranchWork work = workshop.begin(caller, id, branch)) {
      if (work.branch().equals(RefName.MAIN) && !force) {
        throw BranchWork.bad("Resetting main needs \"force\": true");
      }
      Oid target = work.repository().resolve(ref(to)).commit();
      List<LfsPointer> pointers = work.pointers(work.head(), target);
      String said = message == null ? "Reset to " + target : message;
      try (CommitDraft draft = work.repository().draft(work.branch())) {
        draft.copy(RepoPath.ROOT, work.repository(), target, RepoPath.ROOT);
        draft.because("reset");
        CommitDraft.Outcome outcome =
            draft.publish(work.text(said), null, List.of(work.relinked(pointers)));
        if (!outcome.changed()) {
          throw BranchWork.bad("The branch is already at " + target);
        }
        return outcome.head();
      }
    }
  }

  /// What a revert is to be.
  ///
  /// @param parent to which of the commit's parents one goes back, counted from 1
  /// @param message null for one that says what was done
  /// @param allowEmpty makes a commit even when nothing is left to take back
  record Revert(String commit, int parent, @Nullable String message, boolean allowEmpty) {}

  /// Takes back what one commit changed, as a new commit.
  ///
  /// @throws FailureException with `RevisionNotFound`; `MergeConflict` when later commits changed
  ///   the same; `BadRequest` when the commit has no such parent or nothing is left to take back
  Oid revert(Caller caller, RepoId id, Revision branch, Revert wanted) throws IOException {
    return workshop.again(caller, id, branch, work -> revert(work, wanted));
  }

  private Oid revert(BranchWork work, Revert wanted) throws IOException {
    Commit bad = work.repository().commit(work.repository().resolve(ref(wanted.commit)).commit());
    boolean first = bad.parents().isEmpty() && wanted.parent == 1;
    if (!first && (wanted.parent < 1 || wanted.parent > bad.parents().size())) {
      throw BranchWork.bad("The commit has no parent number " + wanted.parent);
    }
    Oid before = first ? null : bad.parents().get(wanted.parent - 1);
    String said =
        wanted.message == null
            ? "Revert \"" + bad.title() + "\"\n\nThis reverts commit " + bad.id() + "."
            : wanted.message;
    List<LfsPointer> pointers = before == null ? List.of() : work.pointers(bad.id(), before);
    try (CommitDraft draft = work.repository().draft(work.branch())) {
      if (wanted.allowEmpty) {
        draft.allowEmpty();
      }
      draft.because("revert");
      refuse(draft.merge(bad.id(), work.head(), before, MergeConflicts.TELL));
      return work.publish(draft, said, pointers, "Nothing is left to revert");
    }
  }

  /// What a merge is to be.
  ///
  /// @param squash one commit with the changes, without the history that led to them
  /// @param conflicts what happens to files that both changed
  record Merge(
      @Nullable String message, boolean squash, boolean allowEmpty, MergeConflicts conflicts) {}

  /// Merges a revision into a branch: by moving the branch when it lies behind, else by a merge
  /// commit. A branch that has it already stays.
  ///
  /// @throws FailureException with `RevisionNotFound`, `MergeConflict`
  Oid merge(Caller caller, RepoId id, Revision source, Revision into, Merge wanted)
      throws IOException {
    return workshop.again(caller, id, into, work -> merge(work, source, wanted));
  }

  private Oid merge(BranchWork work, Revision source, Merge wanted) throws IOException {
    Oid theirs = work.repository().resolve(source).commit();
    Oid base = work.repository().mergeBase(work.head(), theirs).orElse(null);
    if (theirs.equals(base)) {
      return work.head();
    }
    List<LfsPointer> pointers = work.pointers(base, theirs);
    if (work.head().equals(base) && !wanted.squash) {
      work.repository()
          .moves(work.author().account().id())
          .advance(work.branch(), work.head(), theirs);
      return theirs;
    }
    String said =
        wanted.message == null
            ? "Merge '" + source + "' into '" + work.branch().shortName() + "'"
            : wanted.message;
    try (CommitDraft draft = work.repository().draft(work.branch())) {
      if (!wanted.squash) {
        draft.joinHistory(theirs);
      } else if (wanted.allowEmpty) {
        draft.allowEmpty();
      }
      draft.because("merge");
      refuse(draft.merge(base, work.head(), theirs, wanted.conflicts));
      return work.publish(draft, said, pointers, "There is nothing to merge");
    }
  }

  private static void refuse(List<String> conflicts) {
    if (!conflicts.isEmpty()) {
      throw new FailureException(
          new Failure.MergeConflict("Conflict in " + conflicts.size() + " files", conflicts));
    }
  }

  private static Revision ref(String text) {
    if (text.isEmpty()) {
      throw BranchWork.bad("\"ref\" is missing");
    }
    return new Revision(text);
  }
}

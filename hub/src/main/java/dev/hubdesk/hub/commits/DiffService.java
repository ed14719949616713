package dev.hubdesk.hub.commits;

import dev.hubdesk.git.Commit;
import dev.hubdesk.git.Comparison;
import dev.hubdesk.git.DiffLimits;
import dev.hubdesk.git.GitStore;
import dev.hubdesk.git.Repository;
import dev.hubdesk.hub.access.Caller;
import dev.hubdesk.hub.access.RepoGate;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.Revision;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells one commit, and how two states differ. Differences show content, so they are for those who
/// may read it.
public final class DiffService {

  private static final String SINCE_COMMON = "...";
  private static final String DIRECT = "..";

  private final RepoGate gate;
  private final GitStore git;
  private final DiffLimits limits;

  public DiffService(RepoGate gate, GitStore git, DiffLimits limits) {
    this.gate = gate;
    this.git = git;
    this.limits = limits;
  }

  /// One commit.
  ///
  /// @throws FailureException with `RepoNotFound` or `RevisionNotFound`
  Commit commit(Caller caller, RepoId id, Revision revision) throws IOException {
    try (Repository repository = git.open(gate.readable(caller, id).key())) {
      return repository.commit(repository.resolve(revision).commit());
    }
  }

  /// What a commit changed: compared with its first parent, or with nothing when it has none.
  ///
  /// @return to be closed
  /// @throws FailureException with `RevisionNotFound`, and what the gate throws
  Diff ofCommit(Caller caller, RepoId id, Revision revision) throws IOException {
    return open(
        caller,
        id,
        repository -> {
          Commit commit = repository.commit(repository.resolve(revision).commit());
          List<Oid> parents = commit.parents();
          return new Sides(parents.isEmpty() ? null : parents.getFirst(), commit);
        });
  }

  /// How two revisions differ: `a..b`, or `a...b` for what happened on `b` since both were one.
  ///
  /// @return to be closed
  /// @throws FailureException with `BadRequest`, `RevisionNotFound`, and what the gate throws
  Diff between(Caller caller, RepoId id, String range) throws IOException {
    int dots = range.indexOf(DIRECT);
    boolean common = dots >= 0 && range.startsWith(SINCE_COMMON, dots);
    int end = dots + (common ? SINCE_COMMON : DIRECT).length();
    return open(
        caller,
        id,
        repository -> {
          if (dots < 1 || end == range.length()) {
            throw new FailureException(
                new Failure.BadRequest("What is compared must be {a}..{b} or {a}...{b}"));
          }
          Oid before = repository.resolve(new Revision(range.substring(0, dots))).commit();
          Oid after = repository.resolve(new Revision(range.substring(end))).commit();
          Oid from = common ? repository.mergeBase(before, after).orElse(null) : before;
          return new Sides(from, repository.commit(after));
        });
  }

  private record Sides(@Nullable Oid before, Commit after) {}

  private interface Choice {
    Sides of(Repository repository) throws IOException;
  }

  private Diff open(Caller caller, RepoId id, Choice choice) throws IOException {
    Repository repository = git.open(gate.contentReadable(caller, id).key());
    boolean opened = false;
    try {
      Sides sides = choice.of(repository);
      Comparison comparison = repository.compare(sides.before, sides.after.id(), limits);
      opened = true;
      return new Diff(repository, sides.before, sides.after, comparison);
    } finally {
      if (!opened) {
        repository.close();
      }
    }
  }

  /// A comparison that is open.
  ///
  /// @param before null for an empty tree
  record Diff(Repository repository, @Nullable Oid before, Commit after, Comparison files)
      implements AutoCloseable {

    @Override
    public void close() {
      repository.close();
    }
  }
}

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
    long key = gate.contentReadable(caller, id).key();
    Oid commit = resolve(key, revision);
    return open(
        key,
        commit,
        repository -> {
          List<Oid> parents = repository.commit(commit).parents();
          return parents.isEmpty() ? null : parents.getFirst();
        });
  }

  /// How two revisions differ: `a..b`, or `a...b` for what happened on `b` since both were one.
  ///
  /// @return to be closed
  /// @throws FailureException with `BadRequest`, `RevisionNotFound`, and what the gate throws
  Diff between(Caller caller, RepoId id, String range) throws IOException {
    long key = gate.contentReadable(caller, id).key();
    int dots = range.indexOf(DIRECT);
    boolean common = dots >= 0 && range.startsWith(SINCE_COMMON, dots);
    int end = dots + (common ? SINCE_COMMON : DIRECT).length();
    if (dots < 1 || end == range.length()) {
      throw new FailureException(
          new Failure.BadRequest("What is compared must be {a}..{b} or {a}...{b}"));
    }
    Oid before = resolve(key, new Revision(range.substring(0, dots)));
    Oid after = resolve(key, new Revision(range.substring(end)));
    return open(
        key,
        after,
        repository -> common ? repository.mergeBase(before, after).orElse(null) : before);
  }

  /// In a repository of its own: one that is opened later has all that is found.
  private Oid resolve(long key, Revision revision) throws IOException {
    try (Repository repository = git.open(key)) {
      return repository.resolve(revision).commit();
    }
  }

  private interface Beginning {
    @Nullable Oid in(Repository repository) throws IOException;
  }

  private Diff open(long key, Oid after, Beginning beginning) throws IOException {
    Repository repository = git.open(key);
    boolean opened = false;
    try {
      Oid before = beginning.in(repository);
      Comparison comparison = repository.compare(before, after, limits);
      var diff = new Diff(repository, before, repository.commit(after), comparison);
      opened = true;
      return diff;
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

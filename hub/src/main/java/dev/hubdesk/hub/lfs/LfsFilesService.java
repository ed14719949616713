package dev.hubdesk.hub.lfs;

import dev.hubdesk.catalog.LfsObjects;
import dev.hubdesk.catalog.LinkedLfs;
import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.git.GitStore;
import dev.hubdesk.git.Repository;
import dev.hubdesk.hub.access.Caller;
import dev.hubdesk.hub.access.RepoGate;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.Sha256;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The large files of a repository as a whole, whatever commit names them: listing them, deleting
/// them for good, and letting another repository have them.
public final class LfsFilesService {

  private final RepoGate gate;
  private final GitStore git;
  private final LfsObjects objects;
  private final Clock clock;

  public LfsFilesService(RepoGate gate, GitStore git, LfsObjects objects, Clock clock) {
    this.gate = gate;
    this.git = git;
    this.objects = objects;
    this.clock = clock;
  }

  /// A page of the list, in the order of the objects' ids.
  ///
  /// @param after the last object of the page before; null for the first page
  List<LinkedLfs> list(Caller caller, RepoId id, @Nullable Sha256 after, int limit) {
    return objects.linked(gate.readable(caller, id).key(), after, limit);
  }

  /// Deletes objects for good: all or, when one does not belong to the repository, none. The bytes
  /// are collected after the grace period, unless another repository holds them.
  ///
  /// @param rewriteHistory take the pointers out of all history, too; otherwise they stay, and say
  ///   when they are read that their content is gone
  /// @throws FailureException with `NotFound`, or what [RepoGate#administrable] throws
  void delete(Caller caller, RepoId id, Set<Sha256> oids, boolean rewriteHistory)
      throws IOException {
    RepositoryRow repository = gate.administrable(caller, id);
    requireLinked(repository.key(), oids);
    Instant now = clock.instant();
    if (rewriteHistory && !oids.isEmpty()) {
      try (Repository history = git.open(repository.key())) {
        var gone = List.of(objects.unlink(repository.key(), oids, now));
        if (history.removeLfs(oids, caller.writer().account().id(), gone)) {
          return;
        }
      }
    }
    objects.unlinkNow(repository.key(), oids, now);
  }

  private void requireLinked(long repository, Set<Sha256> oids) {
    Set<Sha256> known = objects.linked(repository, oids);
    for (Sha256 oid : oids) {
      if (!known.contains(oid)) {
        throw new FailureException(new Failure.NotFound("The repository holds no LFS file " + oid));
      }
    }
  }

  /// Promises that objects of one repository can be committed to another.
  ///
  /// @return those that cannot: they do not belong to the source
  /// @throws FailureException what [RepoGate#contentReadable] and [RepoGate#writable] throw
  Set<Sha256> duplicate(Caller caller, RepoId source, RepoId target, Set<Sha256> oids) {
    RepositoryRow from = gate.contentReadable(caller, source);
    RepositoryRow to = gate.writable(caller, target);
    Set<Sha256> linked = objects.linked(from.key(), oids);
    Set<Sha256> held =
        objects.usable(caller.writer().account().id(), to.key(), linked, clock.instant()).stream()
            .map(LfsPointer::oid)
            .collect(Collectors.toSet());
    Set<Sha256> failed = new HashSet<>(oids);
    failed.removeAll(held);
    return failed;
  }
}

package dev.hubdesk.hub.commits;

import dev.hubdesk.catalog.LfsObjects;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Sha256;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which LFS objects the author of one commit may name, whichever way a pointer comes in: those
/// that are stored and that they may already read, or have uploaded.
public final class LfsGrants {

  private final LfsObjects objects;
  private final long account;
  private final long repository;
  private final Clock clock;

  /// @param account of the author
  /// @param repository the key of the repository that is committed to
  public LfsGrants(LfsObjects objects, long account, long repository, Clock clock) {
    this.objects = objects;
    this.account = account;
    this.repository = repository;
    this.clock = clock;
  }

  /// The pointer that a line asks for. A size that the client left out is looked up, once the
  /// object is known to be allowed.
  LfsPointer pointer(CommitLine.LfsFile file) {
    @Nullable Long claimed = file.size();
    if (claimed != null) {
      if (claimed < 0) {
        throw refused(file.oid());
      }
      return new LfsPointer(file.oid(), claimed);
    }
    return usable(Set.of(file.oid())).stream().findFirst().orElseThrow(() -> refused(file.oid()));
  }

  /// Checks all pointers of a commit.
  ///
  /// @throws FailureException with [Failure.Unprocessable], the same whether an object is missing,
  ///   somebody else's or of another size
  public void check(Collection<LfsPointer> pointers) {
    List<LfsPointer> wrong = refused(pointers);
    if (!wrong.isEmpty()) {
      throw refused(wrong.getFirst().oid());
    }
  }

  /// Those pointers whose objects are missing, somebody else's or of another size.
  public List<LfsPointer> refused(Collection<LfsPointer> pointers) {
    if (pointers.isEmpty()) {
      return List.of();
    }
    Set<Sha256> wanted = pointers.stream().map(LfsPointer::oid).collect(Collectors.toSet());
    Map<Sha256, Long> sizes = new HashMap<>();
    for (LfsPointer stored : usable(wanted)) {
      sizes.put(stored.oid(), stored.size());
    }
    return pointers.stream()
        .filter(pointer -> !Long.valueOf(pointer.size()).equals(sizes.get(pointer.oid())))
        .toList();
  }

  private Collection<LfsPointer> usable(Set<Sha256> oids) {
    return objects.usable(account, repository, oids, clock.instant());
  }

  private static FailureException refused(Sha256 oid) {
    return new FailureException(
        new Failure.Unprocessable(
            "The LFS object " + oid + " has not been uploaded, or not with this size"));
  }
}

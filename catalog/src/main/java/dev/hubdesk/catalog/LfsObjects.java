package dev.hubdesk.catalog;

import dev.hubdesk.git.Alongside;
import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Sha256;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which LFS objects are stored, who uploaded them, and which repositories they belong to. Knowing
/// a hash grants nothing: [#usable] is the rule.
///
/// A row that says STORED means that the bytes are there, at every instant and after every crash.
/// No transaction waits for a store of bytes: an upload that a sweep may have met is ARRIVING until
/// somebody looked again, and a swept object is GOING until its bytes are deleted.
public final class LfsObjects {

  private final Database database;
  private final IdSource ids;
  private final InstantSource clock;

  LfsObjects(Database database, IdSource ids, InstantSource clock) {
    this.database = database;
    this.ids = ids;
    this.clock = clock;
  }

  /// The size of a stored object, in bytes; empty when it is not stored.
  public Optional<Long> size(Sha256 oid) {
    return database.read(handle ->
        handle
            .createQuery("SELECT size FROM lfs_object WHERE oid = :oid AND state = 'STORED'")
            .bind("oid", Columns.bytes(oid))
            .mapTo(Long.class)
            .findOne());
  }

  /// Stored objects, by their names.
  ///
  /// @param after the last of the page before; null for the first page
  public List<LfsPointer> stored(@Nullable Sha256 after, int limit) {
    return database.read(handle -> LfsRows.storedAfter(handle, after, limit));
  }

  /// Which of these objects have a row, in whatever state.
  public Set<Sha256> known(Collection<Sha256> oids) {
    return oids.isEmpty() ? Set.of() : database.read(handle -> LfsRows.known(handle, oids));
  }

  /// The bytes of the objects that [#unused] would name, and how many they are.
  public Unused countUnused(Instant before) {
    return database.read(handle -> LfsRows.countUnused(handle, before));
  }

  /// Objects that nobody needs.
  public record Unused(long count, long bytes) {}

  /// Which of these objects `account` may put into `repository`: those that belong to it, to
  /// another repository whose files the account may read, or that the account has uploaded. Holds
  /// each of them from `now`, so that none is swept before the commit that names it.
  public Collection<LfsPointer> usable(
      long account, long repository, Collection<Sha256> oids, Instant now) {
    if (oids.isEmpty()) {
      return List.of();
    }
    return database.write(handle -> {
      var usable = new ArrayList<LfsPointer>();
      for (List<Sha256> chunk : Chunks.of(oids.stream().sorted().toList(), Chunks.LIST)) {
        usable.addAll(LfsRows.hold(handle, account, repository, chunk, now));
      }
      return usable;
    });
  }

  /// Whether an object belongs to a repository: whoever may read the one may read the other.
  public boolean belongs(long repository, Sha256 oid) {
    return database.read(handle ->
        handle
            .createQuery("SELECT 1 FROM lfs_link WHERE oid = :oid AND repository = :repository")
            .bind("oid", Columns.bytes(oid))
            .bind("repository", repository)
            .mapTo(Integer.class)
            .findOne()
            .isPresent());
  }

  /// Remembers that an account has uploaded an object, whose bytes are stored and verified.
  ///
  /// @param bytes whether the bytes are in the store; asked, outside of any transaction, when a
  ///   sweep may have deleted them since they were put there
  /// @return false when they are gone, or just going: nothing is remembered, and the upload must be
  ///   made again
  public boolean stored(LfsPointer object, long account, Instant now, Presence bytes)
      throws IOException {
    LfsRows.Arrival arrival =
        database.write(handle -> {
          LfsRows.Arrival known = LfsRows.announce(handle, object, ids.next(), now);
          if (known.state() == LfsRows.State.STORED) {
            LfsRows.addUploader(handle, object, account, now);
          }
          return known;
        });
    return switch (arrival.state()) {
      case STORED -> true;
      case GOING -> false;
      case ARRIVING -> bytes.check() && arrive(object, account, now, arrival.id());
    };
  }

  private boolean arrive(LfsPointer object, long account, Instant now, long arrival) {
    return database.write(handle -> {
      boolean arrived = LfsRows.arrive(handle, object, arrival);
      if (arrived) {
        LfsRows.addUploader(handle, object, account, now);
      }
      return arrived;
    });
  }

  /// Links objects to a repository, in the transaction of the commit that names them, and remembers
  /// where they came in. If one is no longer stored the whole publication fails with
  /// `Unprocessable`.
  public Alongside link(long repository, Collection<LinkedLfs> files) {
    List<LinkedLfs> sorted = LfsLinks.sorted(files);
    return new RowsAlongside(handle -> LfsLinks.link(handle, repository, sorted));
  }

  /// As [#link], for objects that belonged to the repository before, when an old state of it
  /// returns: what was deleted from it for good stays deleted.
  public Alongside relink(long repository, Collection<LfsPointer> objects) {
    return new RowsAlongside(handle ->
        LfsLinks.link(handle, repository, LfsLinks.notDeleted(handle, repository, objects)));
  }

  /// As [#link], where pointers stay as they are.
  public void linkNow(long repository, Collection<LinkedLfs> files) {
    List<LinkedLfs> sorted = LfsLinks.sorted(files);
    database.write(handle -> {
      LfsLinks.link(handle, repository, sorted);
      return true;
    });
  }

  /// A page of the objects of a repository, by their ids.
  ///
  /// @param after the last of the page before; null for the first page
  public List<LinkedLfs> linked(long repository, @Nullable Sha256 after, int limit) {
    return database.read(handle -> LfsLinks.page(handle, repository, after, limit));
  }

  /// Which of these objects belong to a repository.
  public Set<Sha256> linked(long repository, Collection<Sha256> oids) {
    return database.read(handle -> LfsLinks.among(handle, repository, oids));
  }

  /// Whether an object was deleted from a repository for good; pointers to it may be left there.
  public boolean deleted(long repository, Sha256 oid) {
    return database.read(handle -> LfsLinks.isDeleted(handle, repository, oid));
  }

  /// Deletes objects from a repository for good, in the transaction of the commit that takes the
  /// pointers away. The bytes go with a sweep after the grace period, which begins now, unless
  /// another repository holds them.
  public Alongside unlink(long repository, Collection<Sha256> oids, Instant now) {
    return new RowsAlongside(handle -> LfsLinks.unlink(handle, repository, oids, now));
  }

  /// As [#unlink], where pointers stay as they are.
  public void unlinkNow(long repository, Collection<Sha256> oids, Instant now) {
    database.write(handle -> {
      LfsLinks.unlink(handle, repository, oids, now);
      return true;
    });
  }

  /// Objects that no repository holds and nobody has uploaded or been promised since `before`, at
  /// most `limit`: those that [#forget] may take.
  public List<Sha256> unused(Instant before, int limit) {
    return database.read(handle -> LfsRows.unused(handle, before, limit));
  }

  /// Forgets an object if it is still unused and deletes its bytes. From the first step on nobody
  /// can use the object; an upload of it that meets the deletion is told to come again. A sweep
  /// that dies in the middle is finished by the next one, so only one may run at a time ([Leases]).
  /// Serves bytes without a row too (an upload that died): whether those are old enough is for the
  /// caller to know.
  ///
  /// @param bytes deletes the bytes; may find them gone
  /// @return false when somebody came to need it
  public boolean forget(Sha256 oid, Instant before, Deletion bytes) throws IOException {
    Instant now = clock.instant();
    if (!database.write(handle -> LfsRows.claim(handle, oid, before, now))) {
      return false;
    }
    bytes.delete();
    database.write(handle -> LfsRows.remove(handle, oid));
    return true;
  }

  /// Looks whether bytes are in the store.
  @FunctionalInterface
  public interface Presence {
    boolean check() throws IOException;
  }

  /// Deletes bytes from the store.
  @FunctionalInterface
  public interface Deletion {
    void delete() throws IOException;
  }
}

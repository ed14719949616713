package dev.hubdesk.catalog;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// Who does a piece of background work, when several nodes could: at most one holder at a time, for
/// as long as it renews.
public final class Leases {

  /// Whoever has this lease is copying blobs: none is deleted meanwhile.
  public static final String HOLD = "hold-blobs";

  private final Database database;

  Leases(Database database) {
    this.database = database;
  }

  /// Takes the lease, or prolongs it when `holder` has it already. False when another holder has
  /// one that has not expired.
  ///
  /// @param holder names this node and no other; it outlasts a process, so that after a kill the
  ///   next one goes on without waiting
  public boolean acquire(String name, String holder, Instant now, Instant until) {
    return database.write(handle -> acquire(handle, name, holder, now, until));
  }

  static boolean acquire(Handle handle, String name, String holder, Instant now, Instant until) {
    return handle
            .createUpdate(
                """
                INSERT INTO lease (name, holder, expires_at)
                VALUES (:name, :holder, :until)
                ON CONFLICT (name) DO UPDATE
                SET holder = excluded.holder, expires_at = excluded.expires_at
                WHERE lease.holder = excluded.holder OR lease.expires_at <= :now
                """)
            .bind("name", name)
            .bind("holder", holder)
            .bind("until", until.toEpochMilli())
            .bind("now", now.toEpochMilli())
            .execute()
        > 0;
  }

  /// Prolongs a lease; false when it was lost: then the work must stop.
  public boolean renew(String name, String holder, Instant until) {
    return database.write(handle ->
        handle
            .createUpdate(
                """
                UPDATE lease SET expires_at = :until
                WHERE name = :name AND holder = :holder
                """)
            .bind("name", name)
            .bind("holder", holder)
            .bind("until", until.toEpochMilli())
            .execute())
        > 0;
  }

  /// Whether somebody has a lease.
  public boolean isHeld(String name, Instant now) {
    return database.read(handle ->
        handle
            .createQuery("SELECT 1 FROM lease WHERE name = :name AND expires_at > :now")
            .bind("name", name)
            .bind("now", now.toEpochMilli())
            .mapTo(Integer.class)
            .findOne()
            .isPresent());
  }

  /// Gives a lease back, if `holder` still has it.
  public void release(String name, String holder) {
    database.write(handle -> release(handle, name, holder));
  }

  static int release(Handle handle, String name, String holder) {
    return handle
        .createUpdate("DELETE FROM lease WHERE name = :name AND holder = :holder")
        .bind("name", name)
        .bind("holder", holder)
        .execute();
  }
}

package dev.hubdesk.catalog;

import dev.hubdesk.protocol.RepoType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which repositories a list holds, in which order, from where on.
///
/// @param viewer an account, or null for someone not signed in: only what they may see is listed
/// @param author only this namespace; null for all
/// @param search only names that contain this text, without case; null for all
/// @param after where the page before ended; null for the first page
public record RepositoryQuery(
    RepoType type,
    @Nullable Long viewer,
    @Nullable String author,
    @Nullable String search,
    Order order,
    @Nullable Position after) {

  /// All that `viewer` may see, newest first.
  public static RepositoryQuery all(RepoType type, @Nullable Long viewer) {
    return new RepositoryQuery(type, viewer, null, null, Order.NEWEST, null);
  }

  /// The order of a list.
  public enum Order {
    /// By creation, the newest first.
    NEWEST,
    /// By the last move of a ref, the latest first.
    UPDATED
  }

  /// A place in a list, in either order.
  public record Position(Instant updatedAt, long key) {

    /// The place of a row.
    public static Position of(RepositoryRow row) {
      return new Position(row.updatedAt(), row.key());
    }
  }
}

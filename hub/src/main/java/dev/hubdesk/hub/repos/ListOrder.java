package dev.hubdesk.hub.repos;

import dev.hubdesk.catalog.RepositoryQuery.Order;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The names of orders: those of huggingface.co and, for older scripts, `recent`, `updated` and
/// `trending`.
final class ListOrder {

  private static final Map<String, Order> NAMES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("createdAt", Order.NEWEST),
              Map.entry("recent", Order.NEWEST),
              Map.entry("lastModified", Order.UPDATED),
              Map.entry("updated", Order.UPDATED),
              Map.entry("downloads", Order.DOWNLOADS),
              Map.entry("likes", Order.LIKES),
              Map.entry("likes30d", Order.NEW_LIKES),
              Map.entry("trendingScore", Order.TRENDING),
              Map.entry("trending", Order.TRENDING),
              Map.entry("num_parameters", Order.PARAMETERS),
              Map.entry("mainSize", Order.SIZE),
              Map.entry("id", Order.NAME)));

  private ListOrder() {}

  /// @param sort null for the newest first
  /// @throws FailureException with [Failure.BadRequest] that lists the names
  static Order of(@Nullable String sort) {
    if (sort == null || sort.isEmpty()) {
      return Order.NEWEST;
    }
    @Nullable Order order = NAMES.get(sort);
    if (order == null) {
      throw new FailureException(
          new Failure.BadRequest(
              "\"sort\" must be one of [" + String.join(", ", NAMES.keySet()) + "]"));
    }
    return order;
  }

  /// Whether the smallest come first: `direction=1`. Everything else is the largest first.
  static boolean isAscending(@Nullable String direction) {
    if (direction == null || direction.isEmpty() || direction.equals("-1")) {
      return false;
    }
    if (direction.equals("1")) {
      return true;
    }
    throw new FailureException(new Failure.BadRequest("\"direction\" must be -1 or 1"));
  }
}

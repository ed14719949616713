package dev.hubdesk.catalog;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which repositories a list holds, in which order, from where on.
///
/// @param viewer an account, or null for someone not signed in: only what they may see is listed
/// @param author only this namespace; null for all
/// @param search only names that contain each of these texts, without case
/// @param tags only what has each of these tags, without case
/// @param anyTag only what has one of these tags; empty for all
/// @param gated only those whose access must be asked for, or only the others; null for both
/// @param parameters only models with so many parameters
/// @param ascending the smallest first instead of the largest
/// @param after where the page before ended; null for the first page
public record RepositoryQuery(
    RepoType type,
    @Nullable Long viewer,
    @Nullable String author,
    List<String> search,
    List<String> tags,
    List<String> anyTag,
    @Nullable Boolean gated,
    Between parameters,
    Order order,
    boolean ascending,
    @Nullable Position after) {

  public RepositoryQuery {
    search = List.copyOf(search);
    tags = List.copyOf(tags);
    anyTag = List.copyOf(anyTag);
  }

  /// All that `viewer` may see, newest first.
  public static RepositoryQuery all(RepoType type, @Nullable Long viewer) {
    return new RepositoryQuery(
        type,
        viewer,
        null,
        List.of(),
        List.of(),
        List.of(),
        null,
        Between.ANY,
        Order.NEWEST,
        false,
        null);
  }

  /// The same with another author.
  public RepositoryQuery by(@Nullable String other) {
    return new RepositoryQuery(
        type, viewer, other, search, tags, anyTag, gated, parameters, order, ascending, after);
  }

  /// The same with these texts to search for.
  public RepositoryQuery searching(String... texts) {
    return new RepositoryQuery(
        type,
        viewer,
        author,
        List.of(texts),
        tags,
        anyTag,
        gated,
        parameters,
        order,
        ascending,
        after);
  }

  /// The same with these tags.
  public RepositoryQuery tagged(String... others) {
    return new RepositoryQuery(
        type,
        viewer,
        author,
        search,
        List.of(others),
        anyTag,
        gated,
        parameters,
        order,
        ascending,
        after);
  }

  /// The same in another order.
  public RepositoryQuery sorted(Order other, boolean smallestFirst) {
    return new RepositoryQuery(
        type, viewer, author, search, tags, anyTag, gated, parameters, other, smallestFirst, after);
  }

  /// The same from another place on.
  public RepositoryQuery after(@Nullable Position place) {
    return new RepositoryQuery(
        type, viewer, author, search, tags, anyTag, gated, parameters, order, ascending, place);
  }

  /// A range of numbers, both ends included.
  ///
  /// @param least null for no lower end
  /// @param most null for no upper end
  public record Between(@Nullable Long least, @Nullable Long most) {

    /// No restriction.
    public static final Between ANY = new Between(null, null);
  }

  /// The order of a list. Equal ones follow each other by their creation.
  public enum Order {
    /// By creation.
    NEWEST("id"),
    /// By the last move of a ref.
    UPDATED("updated_at"),
    /// By downloads of the last 30 days.
    DOWNLOADS("downloads"),
    /// By how many accounts like it.
    LIKES("likes"),
    /// By how many accounts came to like it in the last 30 days.
    NEW_LIKES("likes_month"),
    /// By how much it is asked for these days.
    TRENDING("trending"),
    /// By the number of a model's parameters.
    PARAMETERS("parameters"),
    /// By the bytes of all files of the default branch.
    SIZE("main_size"),
    /// By name.
    NAME("folded");

    private final String column;

    Order(String column) {
      this.column = column;
    }

    String column() {
      return column;
    }
  }

  /// A place in a list.
  ///
  /// @param value what the row is sorted by: a number, or a name in [Order#NAME]
  /// @param key the row's
  public record Position(String value, long key) {

    /// @throws FailureException with `BadRequest` when it is none
    long number() {
      try {
        return Long.parseLong(value);
      } catch (NumberFormatException _) {
        throw new FailureException(new Failure.BadRequest("Invalid cursor"));
      }
    }
  }

  /// A row of a list, and its place.
  public record Listed(RepositoryRow row, Position position) {}
}

package dev.hubdesk.desk.mirror;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.io.IOException;
import java.nio.file.Path;

/// What somebody wants mirrored.
///
/// @param target as the request named it
/// @param place what that stood for then
/// @param local the cache of this machine then
/// @param repoFilter what the names of repositories hold, whatever its case; empty for all
/// @param verify whether blobs that are at the destination already are read and checked
/// @param deleteExtra whether repositories that the source does not have are removed
/// @param force whether everything is copied, whatever is at the destination
public record MirrorOrder(
    Direction direction,
    String target,
    Path place,
    Path local,
    String repoFilter,
    boolean verify,
    boolean deleteExtra,
    boolean force) {

  /// The longest filter, in characters.
  public static final int MAX_FILTER = 512;

  public MirrorOrder {
    if (repoFilter.length() > MAX_FILTER) {
      throw new FailureException(
          new Failure.BadRequest("Invalid repoFilter: longer than " + MAX_FILTER + " characters"));
    }
  }

  /// Whether something of a repository is copied, not only checked.
  boolean copies(RepoTask.Amount amount) {
    return force || amount.status() != RepoTask.Status.IN_SYNC;
  }

  Sides sides() throws IOException {
    return Sides.of(direction, local, place);
  }
}

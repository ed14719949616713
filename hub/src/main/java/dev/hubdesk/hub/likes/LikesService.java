package dev.hubdesk.hub.likes;

import dev.hubdesk.catalog.Account;
import dev.hubdesk.catalog.Accounts;
import dev.hubdesk.catalog.Like;
import dev.hubdesk.catalog.Likes;
import dev.hubdesk.hub.access.Caller;
import dev.hubdesk.hub.access.RepoGate;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Likes repositories, and tells who likes what. Everybody may like what they may read.
public final class LikesService {

  private final Likes likes;
  private final Accounts accounts;
  private final RepoGate gate;

  public LikesService(Likes likes, Accounts accounts, RepoGate gate) {
    this.likes = likes;
    this.accounts = accounts;
    this.gate = gate;
  }

  /// Likes a repository; once is enough.
  ///
  /// @return how many like it now
  /// @throws FailureException with what [RepoGate#readable] throws, `NotSignedIn` or `Forbidden`
  long like(Caller caller, RepoId id) {
    long key = gate.readable(caller, id).key();
    return likes.add(key, caller.writer().account().id());
  }

  /// Likes a repository no more; what was not liked stays so.
  ///
  /// @return how many like it now
  /// @throws FailureException with what [RepoGate#readable] throws, `NotSignedIn` or `Forbidden`
  long unlike(Caller caller, RepoId id) {
    long key = gate.readable(caller, id).key();
    return likes.remove(key, caller.writer().account().id());
  }

  /// Whether the caller likes a repository; somebody not signed in likes nothing.
  ///
  /// @throws FailureException with what [RepoGate#readable] throws
  boolean likes(Caller caller, RepoId id) {
    long key = gate.readable(caller, id).key();
    @Nullable Long viewer = caller.viewer();
    return viewer != null && likes.has(key, viewer);
  }

  /// Who likes a repository, the latest first; one more than `limit` when others follow.
  ///
  /// @param after the id of the last one of the page before; null for the first page
  /// @throws FailureException with what [RepoGate#readable] throws
  List<Like> likers(Caller caller, RepoId id, @Nullable Long after, int limit) {
    return likes.ofRepository(gate.readable(caller, id).key(), after, limit + 1);
  }

  /// What somebody likes, the latest first, of what the caller may see; one more than `limit` when
  /// others follow.
  ///
  /// @param after the id of the last one of the page before; null for the first page
  /// @throws FailureException with `NotFound` when there is no such account
  List<Like> liked(Caller caller, String name, @Nullable Long after, int limit) {
    Account account =
        accounts
            .find(name)
            .orElseThrow(
                () -> new FailureException(new Failure.NotFound("There is no user " + name)));
    return likes.ofAccount(account.id(), caller.viewer(), after, limit + 1);
  }
}

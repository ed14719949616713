package dev.hubdesk.hub.repos;

import dev.hubdesk.catalog.Account;
import dev.hubdesk.catalog.Accounts;
import dev.hubdesk.catalog.Repositories;
import dev.hubdesk.hub.access.Caller;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Says whether a name can be had, before somebody asks for it, and what it could be taken for.
/// Names that differ only in `-` and `_` may stand beside each other; people mix them up all the
/// same.
public final class NameCheckService {

  private final Accounts accounts;
  private final Repositories repositories;
  private final Namespaces namespaces;

  public NameCheckService(Accounts accounts, Repositories repositories, Namespaces namespaces) {
    this.accounts = accounts;
    this.repositories = repositories;
    this.namespaces = namespaces;
  }

  /// Looks at the name of an account.
  ///
  /// @throws FailureException with `NotSignedIn`
  Checked account(Caller caller, String name) {
    caller.signedIn();
    try {
      Accounts.checkNewName(name);
    } catch (FailureException e) {
      return new Checked(false, Accounts.normalized(name), null, e.failure().message());
    }
    @Nullable String same = accounts.find(name).map(Account::name).orElse(null);
    return same == null
        ? Checked.free(name, accounts.lookalike(name).map(Account::name).orElse(null))
        : Checked.taken(name, same);
  }

  /// Looks at the name of a repository.
  ///
  /// @throws FailureException with `NotSignedIn`
  Checked repository(Caller caller, RepoType type, String namespace, String name) {
    caller.signedIn();
    try {
      Account owner = namespaces.creatable(caller.writer(), namespace);
      var id = new RepoId(type, owner.name(), name);
      @Nullable String same = repositories.find(id).map(row -> row.id().path()).orElse(null);
      if (same != null) {
        return Checked.taken(name, same);
      }
      Optional<String> close = repositories.lookalike(id).map(row -> row.id().path());
      return Checked.free(name, close.orElse(null));
    } catch (FailureException e) {
      if (e.failure() instanceof Failure.BadRequest || e.failure() instanceof Failure.Forbidden) {
        return new Checked(false, Accounts.normalized(name), null, e.failure().message());
      }
      throw e;
    }
  }

  /// The answer.
  ///
  /// @param normalized the name as lookalikes are compared
  /// @param conflict what has the name, or one that it could be taken for
  record Checked(boolean available, String normalized, @Nullable String conflict, String message) {

    static Checked taken(String name, String by) {
      return new Checked(false, Accounts.normalized(name), by, by + " already exists");
    }

    static Checked free(String name, @Nullable String close) {
      String but = close == null ? "" : ", and easily taken for " + close;
      return new Checked(true, Accounts.normalized(name), close, "The name is available" + but);
    }
  }
}

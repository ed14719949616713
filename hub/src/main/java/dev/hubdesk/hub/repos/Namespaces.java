package dev.hubdesk.hub.repos;

import dev.hubdesk.catalog.Account;
import dev.hubdesk.catalog.Accounts;
import dev.hubdesk.hub.access.Caller;
import dev.hubdesk.hub.access.Permissions;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import org.jspecify.annotations.Nullable;

/// Where somebody may put a repository.
public final class Namespaces {

  private final Accounts accounts;
  private final Permissions permissions;

  public Namespaces(Accounts accounts, Permissions permissions) {
    this.accounts = accounts;
    this.permissions = permissions;
  }

  /// The owner of a namespace that the caller may make repositories in.
  ///
  /// @param namespace null for the caller's own
  /// @throws FailureException with [Failure.Forbidden], whether there is such a namespace or not
  Account creatable(Caller.SignedIn caller, @Nullable String namespace) {
    if (namespace == null) {
      return caller.account();
    }
    return accounts
        .find(namespace)
        .filter(owner -> permissions.canCreate(caller, owner))
        .orElseThrow(() ->
            new FailureException(
                new Failure.Forbidden(
                    "You may not create repositories in the namespace " + namespace)));
  }
}

package dev.hubdesk.hub.access;

import dev.hubdesk.catalog.AccessToken;
import dev.hubdesk.catalog.Account;
import dev.hubdesk.catalog.Accounts;
import dev.hubdesk.catalog.Membership;
import dev.hubdesk.catalog.RepositoryRow;
import java.util.Optional;

/// What a caller may do. The owner of a namespace may do everything in it; a member of an
/// organisation what the membership says; everybody may read what is public. A token never allows
/// more than its role.
public final class Permissions {

  private final Accounts accounts;

  public Permissions(Accounts accounts) {
    this.accounts = accounts;
  }

  public boolean canRead(Caller caller, RepositoryRow repository) {
    return !repository.isPrivate() || has(caller, repository.owner(), Membership.Role.READ);
  }

  public boolean canWrite(Caller caller, RepositoryRow repository) {
    return mayWrite(caller) && has(caller, repository.owner(), Membership.Role.WRITE);
  }

  /// Whether the caller may delete the repository or change its settings.
  public boolean canAdminister(Caller caller, RepositoryRow repository) {
    return mayWrite(caller) && has(caller, repository.owner(), Membership.Role.ADMIN);
  }

  /// Whether the caller may make repositories in the namespace of `owner`.
  public boolean canCreate(Caller caller, Account owner) {
    return mayWrite(caller) && has(caller, owner.id(), Membership.Role.WRITE);
  }

  private static boolean mayWrite(Caller caller) {
    return caller instanceof Caller.SignedIn signedIn
        && signedIn.token().role() == AccessToken.Role.WRITE;
  }

  private boolean has(Caller caller, long owner, Membership.Role needed) {
    if (!(caller instanceof Caller.SignedIn signedIn)) {
      return false;
    }
    if (signedIn.account().id() == owner) {
      return true;
    }
    Optional<Membership.Role> role = accounts.role(signedIn.account().id(), owner);
    return role.isPresent() && role.get().compareTo(needed) >= 0;
  }
}

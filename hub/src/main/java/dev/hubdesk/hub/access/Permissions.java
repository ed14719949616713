package dev.hubdesk.hub.access;

import dev.hubdesk.catalog.AccessToken;
import dev.hubdesk.catalog.Account;
import dev.hubdesk.catalog.Accounts;
import dev.hubdesk.catalog.Membership;
import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.catalog.RepositorySettings;
import java.util.Optional;

/// What a caller may do. The owner of a namespace and administrators of the Hub may do everything
/// in it; a member of an organisation what the membership says; everybody may read what is public.
/// A token never allows more than its role. `docs/repositories.md` has the table.
public final class Permissions {

  private final Accounts accounts;

  public Permissions(Accounts accounts) {
    this.accounts = accounts;
  }

  /// Whether the caller may know of the repository, and see which files it holds.
  public boolean canRead(Caller caller, RepositoryRow repository) {
    return !repository.isPrivate() || has(caller, repository.owner(), Membership.Role.READ);
  }

  /// Whether the caller, who may read the repository, may read what its files hold. Nobody can be
  /// given access to a gated repository from outside yet: those inside have it.
  public boolean canReadContent(Caller caller, RepositoryRow repository) {
    return repository.settings().gating() == RepositorySettings.Gating.NONE
        || has(caller, repository.owner(), Membership.Role.READ);
  }

  public boolean canWrite(Caller caller, RepositoryRow repository) {
    return mayWrite(caller)
        && (has(caller, repository.owner(), Membership.Role.WRITE) || made(caller, repository));
  }

  /// Whether the caller may move or delete the repository or change its settings.
  public boolean canAdminister(Caller caller, RepositoryRow repository) {
    return mayWrite(caller)
        && (has(caller, repository.owner(), Membership.Role.ADMIN) || made(caller, repository));
  }

  /// Whether the caller may make repositories in the namespace of `owner`.
  public boolean canCreate(Caller caller, Account owner) {
    return mayWrite(caller) && has(caller, owner.id(), Membership.Role.CONTRIBUTOR);
  }

  /// Whether the caller administers the Hub.
  public boolean canAdministerHub(Caller caller) {
    return mayWrite(caller) && isAdministrator(caller);
  }

  private static boolean mayWrite(Caller caller) {
    return caller instanceof Caller.SignedIn signedIn
        && signedIn.token().role() == AccessToken.Role.WRITE;
  }

  private static boolean isAdministrator(Caller caller) {
    return caller instanceof Caller.SignedIn signedIn && signedIn.account().admin();
  }

  /// What somebody made in an organisation stays theirs while they may make something there.
  private boolean made(Caller caller, RepositoryRow repository) {
    return caller instanceof Caller.SignedIn signedIn
        && repository.creator() != null
        && repository.creator() == signedIn.account().id()
        && has(caller, repository.owner(), Membership.Role.CONTRIBUTOR);
  }

  private boolean has(Caller caller, long owner, Membership.Role needed) {
    if (!(caller instanceof Caller.SignedIn signedIn)) {
      return false;
    }
    if (signedIn.account().id() == owner || signedIn.account().admin()) {
      return true;
    }
    Optional<Membership.Role> role = accounts.role(signedIn.account().id(), owner);
    return role.isPresent() && role.get().compareTo(needed) >= 0;
  }
}

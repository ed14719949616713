package dev.hubdesk.catalog;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Users, organisations and who belongs where. Names are compared without case.
public final class Accounts {

  Accounts() {}

  public Optional<Account> find(String name) {
    throw new UnsupportedOperationException();
  }

  public Optional<Account> find(long id) {
    throw new UnsupportedOperationException();
  }

  /// Whether there is any account: false only before the first start.
  public boolean any() {
    throw new UnsupportedOperationException();
  }

  /// The organisations that a user belongs to, by name.
  public List<Membership> memberships(long user) {
    throw new UnsupportedOperationException();
  }

  /// A user's place in the organisation of that id; empty when there is none.
  public Optional<Membership.Role> role(long user, long organization) {
    throw new UnsupportedOperationException();
  }

  /// Makes the accounts, members and tokens be as declared, in one transaction: what exists is
  /// changed, what is missing is made, what is not mentioned stays. Applying it again changes
  /// nothing.
  ///
  /// @throws dev.hubdesk.protocol.FailureException with `Conflict` when a name is taken by another
  ///   kind of account, `BadRequest` when the declaration contradicts itself
  public Applied apply(AccountDeclarations declarations) {
    throw new UnsupportedOperationException();
  }

  /// Checks a password.
  public boolean passwordMatches(long user, String password) {
    throw new UnsupportedOperationException();
  }

  /// What [#apply] did.
  public record Applied(int created, int changed, int unchanged) {}

  /// A declared set of accounts: the content of `accounts.json`.
  public record AccountDeclarations(List<User> users, List<Organization> organizations) {

    /// A user; null leaves a fact as it is (or at its default when the user is new).
    public record User(
        String name,
        @Nullable String fullname,
        @Nullable String email,
        @Nullable String password,
        @Nullable Boolean admin,
        List<Token> tokens) {}

    /// An access token with a value of the declarer's choice.
    public record Token(String name, String value, AccessToken.Role role) {}

    /// An organisation.
    public record Organization(
        String name,
        @Nullable String fullname,
        @Nullable Boolean newRepositoriesPrivate,
        List<Member> members) {}

    /// A member of an organisation.
    public record Member(String user, Membership.Role role) {}
  }
}

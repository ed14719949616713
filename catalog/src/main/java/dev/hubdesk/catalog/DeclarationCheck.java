package dev.hubdesk.catalog;

import dev.hubdesk.catalog.Accounts.AccountDeclarations;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What can be said about declared accounts before a look at those that exist.
final class DeclarationCheck {

  private final Set<String> accounts = new HashSet<>();
  private final Set<TokenSecret> secrets = new HashSet<>();

  private DeclarationCheck() {}

  /// @throws FailureException with `BadRequest` when the declaration contradicts itself
  static void check(AccountDeclarations declarations) {
    var check = new DeclarationCheck();
    declarations.users().forEach(check::user);
    declarations.organizations().forEach(check::organization);
  }

  private void user(AccountDeclarations.User user) {
    account(user.name(), user.fullname());
    label("email of " + user.name(), user.email());
    String password = user.password();
    require(
        password == null || (!password.isEmpty() && password.length() <= Passwords.MAX_LENGTH),
        "The password of " + user.name() + " is 1 to " + Passwords.MAX_LENGTH + " characters");
    var names = new HashSet<String>();
    for (AccountDeclarations.Token token : user.tokens()) {
      Names.checkLabel("name of a token", token.name());
      require(
          names.add(token.name()),
          "The token " + token.name() + " of " + user.name() + " is declared twice");
      require(
          secrets.add(new TokenSecret(token.value())),
          "The value of the token " + token.name() + " of " + user.name() + " is declared twice");
    }
  }

  private void organization(AccountDeclarations.Organization organization) {
    account(organization.name(), organization.fullname());
    var members = new HashSet<String>();
    for (AccountDeclarations.Member member : organization.members()) {
      require(
          members.add(RepoId.fold(member.user())),
          "The member " + member.user() + " of " + organization.name() + " is declared twice");
    }
  }

  private void account(String name, @Nullable String fullname) {
    Names.checkAccount(name);
    label("fullname of " + name, fullname);
    require(accounts.add(RepoId.fold(name)), "The name " + name + " is declared twice");
  }

  private static void label(String what, @Nullable String text) {
    if (text != null) {
      Names.checkLabel(what, text);
    }
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new FailureException(new Failure.BadRequest(message));
    }
  }
}

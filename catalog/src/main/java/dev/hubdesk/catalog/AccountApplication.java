package dev.hubdesk.catalog;

import dev.hubdesk.catalog.Accounts.AccountDeclarations;
import dev.hubdesk.catalog.Accounts.Applied;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// One application of declared accounts, inside one transaction.
final class AccountApplication {

  private final Handle handle;
  private final IdSource ids;
  private final Instant now;
  private final DeclaredPasswords passwords;
  private int created;
  private int changed;
  private int unchanged;

  AccountApplication(Handle handle, IdSource ids, Instant now, DeclaredPasswords passwords) {
    this.handle = handle;
    this.ids = ids;
    this.now = now;
    this.passwords = passwords;
  }

  /// Somebody changed a password after it was looked at; nothing may be written.
  static final class PasswordMovedException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  Applied apply(AccountDeclarations declarations) throws PasswordMovedException {
    for (AccountDeclarations.User user : declarations.users()) {
      user(user);
    }
    declarations.organizations().forEach(this::organization);
    return new Applied(created, changed, unchanged);
  }

  private void user(AccountDeclarations.User declared) throws PasswordMovedException {
    Optional<Account> known = existing(declared.name(), Account.Kind.USER);
    String stored = known.flatMap(user -> AccountRows.password(handle, user.id())).orElse(null);
    DeclaredPasswords.Decision password = passwords.of(declared.name());
    if (password != null && !Objects.equals(password.seen(), stored)) {
      throw new PasswordMovedException();
    }
    String newPassword = password == null ? null : password.next();
    Account before = known.orElseGet(() -> blank(declared.name(), Account.Kind.USER));
    var after =
        new Account(
            before.id(),
            before.kind(),
            before.name(),
            or(declared.fullname(), before.fullname()),
            declared.email() == null ? before.email() : declared.email(),
            or(declared.admin(), before.admin()),
            before.newRepositoriesPrivate(),
            before.createdAt());
    write(known.orElse(null), after, newPassword);
    declared.tokens().forEach(token -> token(after, token));
  }

  private void organization(AccountDeclarations.Organization declared) {
    Optional<Account> known = existing(declared.name(), Account.Kind.ORGANIZATION);
    Account before = known.orElseGet(() -> blank(declared.name(), Account.Kind.ORGANIZATION));
    var after =
        new Account(
            before.id(),
            before.kind(),
            before.name(),
            or(declared.fullname(), before.fullname()),
            before.email(),
            before.admin(),
            or(declared.newRepositoriesPrivate(), before.newRepositoriesPrivate()),
            before.createdAt());
    write(known.orElse(null), after, null);
    declared.members().forEach(member -> member(after, member));
  }

  private Optional<Account> existing(String name, Account.Kind kind) {
    Optional<Account> known = AccountRows.find(handle, name);
    if (known.isEmpty()) {
      Names.checkNotReserved(name);
    } else if (known.get().kind() != kind) {
      String other = kind == Account.Kind.USER ? "an organization" : "a user";
      throw new FailureException(
          new Failure.Conflict("The name " + name + " is taken by " + other, null));
    }
    return known;
  }

  private Account blank(String name, Account.Kind kind) {
    return new Account(ids.next(), kind, name, name, null, false, false, now);
  }

  private void write(@Nullable Account known, Account after, @Nullable String newPassword) {
    if (known == null) {
      AccountRows.insert(handle, after, newPassword);
      created++;
      return;
    }
    if (newPassword != null) {
      AccountRows.setPassword(handle, after.id(), newPassword);
    }
    if (!after.equals(known)) {
      AccountRows.update(handle, after);
    }
    count(newPassword != null || !after.equals(known));
  }

  private void token(Account user, AccountDeclarations.Token declared) {
    var secret = new TokenSecret(declared.value());
    Optional<TokenRows.Stored> known = TokenRows.find(handle, user.id(), declared.name());
    // What is not declared, such as a time limit, stays as it is.
    boolean same =
        known.isPresent()
            && secret.has(known.get().digest())
            && known.get().token().role() == declared.role();
    if (!same) {
      TokenRows.put(
          handle,
          AccessToken.lasting(ids.next(), user.id(), declared.name(), declared.role(), now),
          secret);
    }
    count(known.isEmpty(), !same);
  }

  private void member(Account organization, AccountDeclarations.Member declared) {
    Account user =
        AccountRows.find(handle, declared.user())
            .filter(account -> account.kind() == Account.Kind.USER)
            .orElseThrow(() ->
                new FailureException(
                    new Failure.BadRequest(
                        "The member "
                            + declared.user()
                            + " of "
                            + organization.name()
                            + " is not a user")));
    Optional<Membership.Role> role = AccountRows.role(handle, user.id(), organization.id());
    boolean same = role.isPresent() && role.get() == declared.role();
    if (!same) {
      AccountRows.putMember(handle, organization.id(), user.id(), declared.role());
    }
    count(role.isEmpty(), !same);
  }

  private void count(boolean isNew, boolean isDifferent) {
    if (isNew) {
      created++;
    } else {
      count(isDifferent);
    }
  }

  private void count(boolean isDifferent) {
    if (isDifferent) {
      changed++;
    } else {
      unchanged++;
    }
  }

  private static <T> T or(@Nullable T declared, T otherwise) {
    return declared == null ? otherwise : declared;
  }
}

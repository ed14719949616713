package dev.hubdesk.catalog;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Users, organisations and who belongs where. Names are compared without case.
public final class Accounts {

  /// The name of the first administrator, and of its token.
  public static final String FIRST_ADMINISTRATOR = "admin";

  /// How often declared passwords are worked out again because somebody changed one meanwhile.
  private static final int ATTEMPTS = 5;

  private final Database database;
  private final IdSource ids;
  private final InstantSource clock;
  private final Passwords passwords = new Passwords();
  private final SecureRandom random = new SecureRandom();

  Accounts(Database database, IdSource ids, InstantSource clock) {
    this.database = database;
    this.ids = ids;
    this.clock = clock;
  }

  public Optional<Account> find(String name) {
    return database.read(handle -> AccountRows.find(handle, name));
  }

  public Optional<Account> find(long id) {
    return database.read(handle -> AccountRows.find(handle, id));
  }

  /// Whether a new account may be called so, as far as the name itself tells.
  ///
  /// @throws FailureException with `BadRequest` when it breaks the rules or is reserved
  public static void checkNewName(String name) {
    Names.checkAccount(name);
    Names.checkNotReserved(name);
  }

  /// A name as lookalikes are compared: lower case, without `-` and `_`.
  public static String normalized(String name) {
    return Names.normalized(name);
  }

  /// An account that this name could be taken for.
  public Optional<Account> lookalike(String name) {
    return database.read(handle -> AccountRows.lookalike(handle, name));
  }

  /// Whether there is any account: false only before the first start.
  public boolean any() {
    return database.read(AccountRows::any);
  }

  /// The organisations that a user belongs to, by name.
  public List<Membership> memberships(long user) {
    return database.read(handle -> AccountRows.memberships(handle, user));
  }

  /// A user's place in the organisation of that id; empty when there is none.
  public Optional<Membership.Role> role(long user, long organization) {
    return database.read(handle -> AccountRows.role(handle, user, organization));
  }

  /// Makes an administrator with a token that may write, if there is no account at all. Of several
  /// nodes that start at once one does it.
  ///
  /// @param secret the token's value; null for a random one
  /// @return empty when there are accounts already
  /// @throws FailureException with `BadRequest` when the secret is not the value of a token
  public Optional<Tokens.Issued> createFirstAdministrator(@Nullable String secret) {
    TokenSecret value = secret == null ? TokenSecret.random(random) : new TokenSecret(secret);
    Instant now = now();
    String name = FIRST_ADMINISTRATOR;
    var account = new Account(ids.next(), Account.Kind.USER, name, name, null, true, false, now);
    AccessToken token =
        AccessToken.lasting(ids.next(), account.id(), name, AccessToken.Role.WRITE, now);
    boolean created =
        database.write(handle -> {
          if (AccountRows.any(handle)) {
            return false;
          }
          AccountRows.insert(handle, account, null);
          TokenRows.put(handle, token, value);
          return true;
        });
    return created ? Optional.of(new Tokens.Issued(token, value.value())) : Optional.empty();
  }

  /// Makes the accounts, members and tokens be as declared, in one transaction: what exists is
  /// changed, what is missing is made, what is not mentioned stays. Applying it again changes
  /// nothing.
  ///
  /// @throws FailureException with `Conflict` when a name is taken by another kind of account or
  ///   the value of a token by another token, `BadRequest` when the declaration breaks a rule or
  ///   contradicts itself
  public Applied apply(AccountDeclarations declarations) {
    DeclarationCheck.check(declarations);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      DeclaredPasswords decided =
          DeclaredPasswords.decide(passwords, declarations, storedPasswords(declarations));
      try {
        return database.write(
            handle -> new AccountApplication(handle, ids, now(), decided).apply(declarations));
      } catch (AccountApplication.PasswordMovedException _) {
        // Worked out from what is no longer stored: once more.
      }
    }
    throw new FailureException(new Failure.Unavailable("Accounts are being changed; try again"));
  }

  /// By folded name, for those who have one.
  private Map<String, String> storedPasswords(AccountDeclarations declarations) {
    return database.read(handle -> {
      var stored = new HashMap<String, String>();
      for (AccountDeclarations.User user : declarations.users()) {
        AccountRows.find(handle, user.name())
            .flatMap(account -> AccountRows.password(handle, account.id()))
            .ifPresent(password -> stored.put(RepoId.fold(user.name()), password));
      }
      return stored;
    });
  }

  /// Checks a password. Takes as long when the user has none or does not exist.
  public boolean passwordMatches(long user, String password) {
    return passwords.matches(
        password, database.read(handle -> AccountRows.password(handle, user)).orElse(null));
  }

  private Instant now() {
    return Instant.ofEpochMilli(clock.millis());
  }

  /// What [#apply] did: how many of the declared accounts, tokens and members were made, changed
  /// and left as they were.
  public record Applied(int created, int changed, int unchanged) {}

  /// A declared set of accounts: the content of `accounts.json`.
  public record AccountDeclarations(List<User> users, List<Organization> organizations) {

    public AccountDeclarations {
      users = List.copyOf(users);
      organizations = List.copyOf(organizations);
    }

    /// A user; null leaves a fact as it is (or at its default when the user is new).
    public record User(
        String name,
        @Nullable String fullname,
        @Nullable String email,
        @Nullable String password,
        @Nullable Boolean admin,
        List<Token> tokens) {

      public User {
        tokens = List.copyOf(tokens);
      }

      /// Without the secrets.
      @Override
      public String toString() {
        return "User[" + name + "]";
      }
    }

    /// An access token with a value of the declarer's choice.
    public record Token(String name, String value, AccessToken.Role role) {

      /// Without the secret.
      @Override
      public String toString() {
        return "Token[" + name + "]";
      }
    }

    /// An organisation.
    public record Organization(
        String name,
        @Nullable String fullname,
        @Nullable Boolean newRepositoriesPrivate,
        List<Member> members) {

      public Organization {
        members = List.copyOf(members);
      }
    }

    /// A member of an organisation.
    public record Member(String user, Membership.Role role) {}
  }
}

package dev.hubdesk.catalog;

import dev.hubdesk.catalog.Accounts.AccountDeclarations;
import dev.hubdesk.protocol.RepoId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the declared passwords mean for those that are stored, worked out before the transaction: a
/// password takes tens of milliseconds, which nobody else shall wait for.
final class DeclaredPasswords {

  private final Map<String, Decision> decisions = new HashMap<>();

  private DeclaredPasswords() {}

  /// What is to be done for one user.
  ///
  /// @param seen the stored form that the decision rests on; null when there was none
  /// @param next the stored form to write; null when the stored one is right
  record Decision(@Nullable String seen, @Nullable String next) {}

  static DeclaredPasswords decide(
      Passwords passwords, AccountDeclarations declarations, Map<String, String> stored) {
    var decided = new DeclaredPasswords();
    for (AccountDeclarations.User user : declarations.users()) {
      String password = user.password();
      if (password != null) {
        String seen = stored.get(RepoId.fold(user.name()));
        boolean right = seen != null && passwords.matches(password, seen);
        decided.decisions.put(
            RepoId.fold(user.name()), new Decision(seen, right ? null : passwords.hash(password)));
      }
    }
    return decided;
  }

  /// The decision for a user; null when no password was declared.
  @Nullable Decision of(String user) {
    return decisions.get(RepoId.fold(user));
  }
}

package dev.hubdesk.app.cli;

import dev.hubdesk.catalog.AccessToken;
import dev.hubdesk.catalog.Account;
import dev.hubdesk.catalog.Accounts;
import dev.hubdesk.catalog.Catalog;
import dev.hubdesk.desk.settings.SettingsFile;
import java.io.IOException;
import java.util.Optional;

/// The token that the Desk of `up` shows to the Hub beside it: the administrator's, for reading
/// alone. It is kept with the Desk's settings and lives as long as it is valid, so that a start
/// writes nothing that it need not.
final class DeskToken {

  private static final String NAME = "desk of this server";

  private DeskToken() {}

  /// The one that is kept, or a new one in its place; empty when there is no administrator.
  static Optional<String> of(Catalog hub, SettingsFile kept) throws IOException {
    Optional<Account> admin =
        hub.accounts().find(Accounts.FIRST_ADMINISTRATOR).filter(Account::admin);
    if (admin.isEmpty()) {
      return Optional.empty();
    }
    long account = admin.get().id();
    Optional<String> valid = kept.hubToken().filter(secret -> isValid(hub, account, secret));
    return valid.isPresent() ? valid : Optional.of(issue(hub, account, kept));
  }

  private static boolean isValid(Catalog hub, long account, String secret) {
    return hub.tokens()
        .find(secret)
        .filter(token -> token.account() == account && token.role() == AccessToken.Role.READ)
        .isPresent();
  }

  private static String issue(Catalog hub, long account, SettingsFile kept) throws IOException {
    String secret = hub.tokens().issue(account, NAME, AccessToken.Role.READ, null).secret();
    kept.keepHubToken(secret);
    return secret;
  }
}

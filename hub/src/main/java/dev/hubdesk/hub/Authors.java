package dev.hubdesk.hub;

import dev.hubdesk.catalog.Account;
import dev.hubdesk.git.Commit;
import java.time.Instant;

/// How accounts sign commits.
public final class Authors {

  private Authors() {}

  /// The signature of an account. The address is made up: history is public wherever the repository
  /// is, the account's own address is not.
  public static Commit.Signature signature(Account account, Instant when) {
    return new Commit.Signature(
        account.name(), account.name() + "@users.noreply.hubdesk.invalid", when);
  }
}

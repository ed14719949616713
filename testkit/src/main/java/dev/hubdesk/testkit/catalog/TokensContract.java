package dev.hubdesk.testkit.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.catalog.AccessToken;
import dev.hubdesk.catalog.AccessToken.Role;
import dev.hubdesk.catalog.Account;
import dev.hubdesk.catalog.Tokens;
import dev.hubdesk.protocol.FailureException;
import org.junit.jupiter.api.Test;

/// What [Tokens] must do.
public abstract class TokensContract extends CatalogContract {

  @Test
  void isFoundByItsSecretOnly() {
    Account ana = user("ana");
    Tokens.Issued issued = catalog.tokens().issue(ana.id(), "laptop", Role.WRITE, null);

    assertThat(issued.secret()).matches("hf_[A-Za-z0-9]{34}");
    assertThat(issued.toString()).doesNotContain(issued.secret());
    assertThat(issued.token())
        .isEqualTo(new AccessToken(issued.token().id(), ana.id(), "laptop", Role.WRITE, NOW, null));
    assertThat(catalog.tokens().find(issued.secret())).contains(issued.token());
    assertThat(catalog.tokens().find(issued.secret().toLowerCase(java.util.Locale.ROOT))).isEmpty();
    assertThat(catalog.tokens().find("hf_" + "x".repeat(34))).isEmpty();
    assertThat(catalog.tokens().find("")).isEmpty();
    assertThat(catalog.tokens().find("hf_é" + "x".repeat(33))).isEmpty();
    assertThat(catalog.tokens().find("hf_" + "x".repeat(100_000))).isEmpty();
  }

  @Test
  void ofTheSameNameReplacesTheOneBefore() {
    Account ana = user("ana");
    Tokens.Issued first = catalog.tokens().issue(ana.id(), "laptop", Role.WRITE, null);
    Tokens.Issued second = catalog.tokens().issue(ana.id(), "laptop", Role.READ, null);

    assertThat(catalog.tokens().find(first.secret())).isEmpty();
    assertThat(catalog.tokens().find(second.secret())).contains(second.token());
    assertThat(catalog.tokens().list(ana.id())).containsExactly(second.token());
  }

  @Test
  void endsWhenItExpires() {
    Account ana = user("ana");
    Tokens.Issued issued =
        catalog.tokens().issue(ana.id(), "short", Role.READ, NOW.plusSeconds(60));
    now = NOW.plusMillis(59_999);
    assertThat(catalog.tokens().find(issued.secret())).contains(issued.token());
    now = NOW.plusSeconds(60);
    assertThat(catalog.tokens().find(issued.secret())).isEmpty();
    assertThat(catalog.tokens().list(ana.id())).containsExactly(issued.token());
  }

  @Test
  void endsWhenItIsRevokedByItsOwner() {
    Account ana = user("ana");
    Account ben = user("ben");
    Tokens.Issued issued = catalog.tokens().issue(ana.id(), "laptop", Role.READ, null);

    assertThat(catalog.tokens().revoke(ben.id(), "laptop")).isFalse();
    assertThat(catalog.tokens().find(issued.secret())).isPresent();
    assertThat(catalog.tokens().revoke(ana.id(), "laptop")).isTrue();
    assertThat(catalog.tokens().revoke(ana.id(), "laptop")).isFalse();
    assertThat(catalog.tokens().find(issued.secret())).isEmpty();
  }

  @Test
  void areListedByNameInTheOrderOfBytes() {
    Account ana = user("ana");
    for (String name : new String[] {"b", "a", "é", "B"}) {
      catalog.tokens().issue(ana.id(), name, Role.READ, null);
    }
    assertThat(catalog.tokens().list(ana.id()))
        .extracting(AccessToken::name)
        .containsExactly("B", "a", "b", "é");
  }

  @Test
  void needANameThatCanBeShown() {
    Account ana = user("ana");
    catalog.tokens().issue(ana.id(), "x".repeat(255), Role.READ, null);
    for (String name : new String[] {"", " ", "a\nb", "x".repeat(256)}) {
      assertThatThrownBy(() -> catalog.tokens().issue(ana.id(), name, Role.READ, null))
          .isInstanceOf(FailureException.class);
    }
  }
}

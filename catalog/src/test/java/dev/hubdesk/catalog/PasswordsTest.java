package dev.hubdesk.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PasswordsTest {

  private final Passwords passwords = new Passwords();

  @Test
  void matchesWhatTheReferenceImplementationMade() {
    // echo -n password | argon2 somesalt -id -t 2 -k 65536 -p 1, from the reference's own tests.
    String hash =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    assertThat(passwords.matches("password", hash)).isTrue();
    assertThat(passwords.matches("Password", hash)).isFalse();
  }

  @Test
  void hashesWithASaltOfItsOwn() {
    String first = passwords.hash("secret");
    assertThat(first).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("secret");
    assertThat(passwords.hash("secret")).isNotEqualTo(first);
    assertThat(passwords.matches("secret", first)).isTrue();
    assertThat(passwords.matches("", first)).isFalse();
  }

  @Test
  void nothingMatchesNoPassword() {
    assertThat(passwords.matches("", null)).isFalse();
  }

  @Test
  void aStoredFormThatIsUnknownIsADefect() {
    assertThatThrownBy(() -> passwords.matches("x", "plain"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageNotContaining("plain");
  }
}

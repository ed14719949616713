package dev.hubdesk.hub.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.catalog.AccessToken;
import dev.hubdesk.catalog.Accounts.AccountDeclarations;
import dev.hubdesk.catalog.Membership;
import dev.hubdesk.protocol.FailureException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclaredAccountsTest {

  private static AccountDeclarations read(String json) throws IOException {
    return DeclaredAccounts.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void readsTheWholeForm() throws IOException {
    AccountDeclarations declared =
        read(
            """
            {"users": [{"name": "ana", "fullname": "Ana", "admin": true,
                        "tokens": [{"name": "ci", "value": "hf_abcdefghijkl", "role": "write"}]}],
             "organizations": [{"name": "lab", "newRepositories": "private",
                                "members": [{"user": "ana", "role": "admin"}]}]}
            """);
    AccountDeclarations.User ana = declared.users().getFirst();
    assertThat(ana.name()).isEqualTo("ana");
    assertThat(ana.email()).isNull();
    assertThat(ana.admin()).isTrue();
    assertThat(ana.tokens().getFirst().role()).isEqualTo(AccessToken.Role.WRITE);
    AccountDeclarations.Organization lab = declared.organizations().getFirst();
    assertThat(lab.newRepositoriesPrivate()).isTrue();
    assertThat(lab.members())
        .isEqualTo(List.of(new AccountDeclarations.Member("ana", Membership.Role.ADMIN)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|The file must be an object",
        "{\"user\": []}|user is not known (known: organizations, users)",
        "{\"users\": {}}|users must be a list",
        "{\"users\": [{\"name\": 1}]}|users[0].name must be text",
        "{\"users\": [{}]}|users[0].name is missing",
        "{\"users\": [{\"name\": \"a\", \"admin\": \"yes\"}]}|users[0].admin must be true or false",
        "{\"users\": [{\"name\": \"a\", \"tokens\": [{\"name\": \"t\", \"value\": \"hf_secretsecret\", \"role\": \"root\"}]}]}"
            + "|users[0].tokens[0].role must be one of read, write",
        "{\"users\": [|The accounts are not valid JSON (line 1)",
      })
  void saysWhereItIsWrong(String json, String message) {
    assertThatThrownBy(() -> read(json)).isInstanceOf(FailureException.class).hasMessage(message);
  }
}

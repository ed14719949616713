package dev.hubdesk.hub.accounts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.catalog.AccessToken;
import dev.hubdesk.catalog.Accounts.AccountDeclarations;
import dev.hubdesk.catalog.Membership;
import dev.hubdesk.http.Json;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads `accounts.json` strictly: an unknown key or a value of the wrong kind is an error that
/// names the place, for example `users[0].tokens[1].role`. No value is ever repeated in a message.
public final class DeclaredAccounts {

  private DeclaredAccounts() {}

  /// Reads a declaration.
  ///
  /// @throws FailureException with [Failure.BadRequest]
  public static AccountDeclarations read(InputStream json) throws IOException {
    try {
      return of(Json.MAPPER.readTree(json));
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new FailureException(
          new Failure.BadRequest("The accounts are not valid JSON (line " + line + ")"));
    } catch (CharConversionException _) {
      throw new FailureException(new Failure.BadRequest("The accounts are not UTF-8"));
    }
  }

  static AccountDeclarations of(JsonNode json) {
    Declared root = Declared.object("", json, "users", "organizations");
    return new AccountDeclarations(
        root.list("users").stream().map(DeclaredAccounts::user).toList(),
        root.list("organizations").stream().map(DeclaredAccounts::organization).toList());
  }

  private static AccountDeclarations.User user(Declared.Item item) {
    Declared user = item.object("name", "fullname", "email", "password", "admin", "tokens");
    return new AccountDeclarations.User(
        user.text("name"),
        user.textOrNull("fullname"),
        user.textOrNull("email"),
        user.textOrNull("password"),
        user.flagOrNull("admin"),
        user.list("tokens").stream().map(DeclaredAccounts::token).toList());
  }

  private static AccountDeclarations.Token token(Declared.Item item) {
    Declared token = item.object("name", "value", "role");
    return new AccountDeclarations.Token(
        token.text("name"), token.text("value"), token.oneOf("role", AccessToken.Role.class));
  }

  private static AccountDeclarations.Organization organization(Declared.Item item) {
    Declared organization = item.object("name", "fullname", "newRepositories", "members");
    List<AccountDeclarations.Member> members =
        organization.list("members").stream().map(DeclaredAccounts::member).toList();
    return new AccountDeclarations.Organization(
        organization.text("name"),
        organization.textOrNull("fullname"),
        isPrivate(organization),
        members);
  }

  private static AccountDeclarations.Member member(Declared.Item item) {
    Declared member = item.object("user", "role");
    return new AccountDeclarations.Member(
        member.text("user"), member.oneOf("role", Membership.Role.class));
  }

  private static @Nullable Boolean isPrivate(Declared organization) {
    return organization.textOrNull("newRepositories") == null
        ? null
        : organization.oneOf("newRepositories", Visibility.class) == Visibility.PRIVATE;
  }

  private enum Visibility {
    PUBLIC,
    PRIVATE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}

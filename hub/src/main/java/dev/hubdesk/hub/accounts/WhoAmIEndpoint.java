package dev.hubdesk.hub.accounts;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hubdesk.catalog.Account;
import dev.hubdesk.catalog.Accounts;
import dev.hubdesk.catalog.Membership;
import dev.hubdesk.hub.ObjectIds;
import dev.hubdesk.hub.access.Caller;
import dev.hubdesk.hub.access.CallerFilter;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `GET /api/whoami-v2`: whose token this is, and what it may do.
public final class WhoAmIEndpoint {

  private final Accounts accounts;

  public WhoAmIEndpoint(Accounts accounts) {
    this.accounts = accounts;
  }

  public void addTo(RoutesConfig routes) {
    routes.get("/api/whoami-v2", this::whoAmI);
  }

  private void whoAmI(Context context) {
    Caller.SignedIn caller = CallerFilter.caller(context).signedIn();
    Account account = caller.account();
    var token =
        new TokenJson(
            caller.token().name(),
            caller.token().role().name().toLowerCase(Locale.ROOT),
            caller.token().createdAt());
    List<OrganizationJson> organizations =
        accounts.memberships(account.id()).stream().map(OrganizationJson::of).toList();
    context.json(
        new UserJson(
            "user",
            ObjectIds.of(account.id()),
            account.name(),
            account.fullname(),
            account.email(),
            account.email() != null,
            "",
            false,
            false,
            account.admin(),
            organizations,
            new AuthJson("access_token", token)));
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record UserJson(
      String type,
      String id,
      String name,
      String fullname,
      @Nullable String email,
      boolean emailVerified,
      String avatarUrl,
      boolean isPro,
      boolean canPay,
      boolean isAdmin,
      List<OrganizationJson> orgs,
      AuthJson auth) {}

  private record OrganizationJson(
      String type, String id, String name, String fullname, String avatarUrl, String roleInOrg) {

    static OrganizationJson of(Membership membership) {
      Account organization = membership.organization();
      return new OrganizationJson(
          "org",
          ObjectIds.of(organization.id()),
          organization.name(),
          organization.fullname(),
          "",
          membership.role().name().toLowerCase(Locale.ROOT));
    }
  }

  private record AuthJson(String type, TokenJson accessToken) {}

  private record TokenJson(String displayName, String role, Instant createdAt) {}
}

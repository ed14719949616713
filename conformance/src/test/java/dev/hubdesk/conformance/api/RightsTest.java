package dev.hubdesk.conformance.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.catalog.Accounts.AccountDeclarations;
import dev.hubdesk.catalog.Membership;
import dev.hubdesk.testkit.hub.RunningHub;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The table of `docs/repositories.md`, walked row by row.
class RightsTest {

  @TempDir private static Path folder;
  private static RunningHub hub;

  @BeforeAll
  static void start() throws IOException {
    RunningHub.Builder builder = RunningHub.on(folder);
    for (String name :
        List.of("stranger", "reader", "contributor", "writer", "boss", "maker", "other")) {
      builder.user(name);
    }
    hub = builder.start();
    members("maker", Membership.Role.CONTRIBUTOR);
    members("reader", Membership.Role.READ);
    members("contributor", Membership.Role.CONTRIBUTOR);
    members("writer", Membership.Role.WRITE);
    members("boss", Membership.Role.ADMIN);
    for (String name : List.of("open", "gated", "secret")) {
      boolean hidden = name.equals("secret");
      assertThat(create(as("maker"), "lab", name, hidden)).isEqualTo(200);
    }
    String gated = "/api/models/lab/gated/settings";
    assertThat(put(as("boss"), gated, "{\"gated\":\"manual\"}")).isEqualTo(200);
  }

  @AfterAll
  static void stop() throws IOException {
    hub.close();
  }

  private static void members(String user, Membership.Role role) {
    var lab =
        new AccountDeclarations.Organization(
            "lab", null, null, List.of(new AccountDeclarations.Member(user, role)));
    hub.catalog().accounts().apply(new AccountDeclarations(List.of(), List.of(lab)));
  }

  private static HubClient as(String who) {
    return who.equals("nobody") ? HubClient.anonymous(hub) : HubClient.of(hub, who);
  }

  private static int create(HubClient who, String namespace, String name, boolean hidden) {
    String body =
        "{'name':'" + name + "','organization':'" + namespace + "','private':" + hidden + "}";
    return who.postJson("/api/repos/create", HubClient.json(body)).status();
  }

  private static int put(HubClient who, String path, String body) {
    return who.put(path, body.getBytes(StandardCharsets.UTF_8)).status();
  }

  @ParameterizedTest
  @CsvSource({
    "nobody,      200, 401, 401, 401, 401, 401",
    "stranger,    200, 404, 403, 403, 403, 403",
    "reader,      200, 200, 200, 403, 403, 403",
    "contributor, 200, 200, 200, 200, 403, 403",
    "writer,      200, 200, 200, 200, 200, 403",
    "maker,       200, 200, 200, 200, 200, 200",
    "boss,        200, 200, 200, 200, 200, 200",
    "admin,       200, 200, 200, 200, 200, 200",
  })
  void eachMayDoWhatTheTableSays(
      String who,
      int readsPublic,
      int readsPrivate,
      int readsGated,
      int creates,
      int writes,
      int administers) {
    HubClient caller = as(who);
    assertThat(caller.get("/api/models/lab/open").status()).isEqualTo(readsPublic);
    assertThat(caller.get("/api/models/lab/secret").status()).isEqualTo(readsPrivate);
    assertThat(caller.get("/lab/secret/resolve/main/.gitattributes").status())
        .isEqualTo(readsPrivate);
    assertThat(caller.get("/api/models?author=lab").body().contains("lab/secret"))
        .isEqualTo(readsPrivate == 200);
    assertThat(caller.get("/lab/gated/resolve/main/.gitattributes").status()).isEqualTo(readsGated);
    assertThat(caller.get("/api/models/lab/gated/auth-check").status()).isEqualTo(readsGated);
    assertThat(create(caller, "lab", "by-" + who, false)).isEqualTo(creates);
    assertThat(caller.get("/api/models/lab/open/auth-check/write").status()).isEqualTo(writes);
    assertThat(caller.commit("lab/open", HubClient.file(who, who)).status()).isEqualTo(writes);
    assertThat(put(caller, "/api/models/lab/open/settings", "{\"gated\":false}"))
        .isEqualTo(administers);
    if (creates == 200) {
      assertThat(caller.commit("lab/by-" + who, HubClient.file("a", "a")).status()).isEqualTo(200);
      String mine = "{'name':'by-" + who + "','organization':'lab'}";
      assertThat(caller.delete("/api/repos/delete", HubClient.json(mine)).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({"maker, 200, 200, 200", "boss, 200, 200, 200", "stranger, 200, 404, 403"})
  void aTokenThatOnlyReadsReadsWhatItsOwnerMayAndNoMore(
      String who, int readsPublic, int readsPrivate, int readsGated) {
    HubClient reading = as(who).as(RunningHub.readToken(who));
    assertThat(reading.get("/api/models/lab/open/auth-check").status()).isEqualTo(readsPublic);
    assertThat(reading.get("/api/models/lab/secret/auth-check").status()).isEqualTo(readsPrivate);
    assertThat(reading.get("/api/models/lab/gated/auth-check").status()).isEqualTo(readsGated);
    assertThat(reading.get("/api/models/lab/open/auth-check/write").status()).isEqualTo(403);
    assertThat(create(reading, "lab", "x", false)).isEqualTo(403);
    assertThat(reading.commit("lab/open", HubClient.file("a", "a")).status()).isEqualTo(403);
  }

  @Test
  void whoMadeARepositoryLosesItWithTheRoleThatMadeIt() {
    assertThat(create(as("other"), "lab", "short", false)).isEqualTo(403);
    members("other", Membership.Role.CONTRIBUTOR);
    assertThat(create(as("other"), "lab", "short", false)).isEqualTo(200);
    members("other", Membership.Role.READ);
    assertThat(as("other").commit("lab/short", HubClient.file("a", "a")).status()).isEqualTo(403);
    assertThat(as("other").get("/api/models/lab/short/auth-check").status()).isEqualTo(200);
  }

  @Test
  void anAdministratorOfTheHubMayDoEverythingEverywhere() {
    HubClient admin = as(RunningHub.ADMIN);
    assertThat(create(admin, "stranger", "made-by-admin", true)).isEqualTo(200);
    assertThat(as("stranger").commit("stranger/made-by-admin", HubClient.file("a", "a")).status())
        .isEqualTo(200);
    assertThat(admin.commit("stranger/made-by-admin", HubClient.file("b", "b")).status())
        .isEqualTo(200);
    assertThat(as("boss").get("/api/models/stranger/made-by-admin").status()).isEqualTo(404);
    String body = "{'name':'made-by-admin','organization':'stranger'}";
    assertThat(admin.delete("/api/repos/delete", HubClient.json(body)).status()).isEqualTo(200);
  }

  @Test
  void allThreeTypesAnswerChecks() {
    for (String type : List.of("model", "dataset", "space")) {
      String body = "{'name':'check','type':'" + type + "','sdk':'static'}";
      as("stranger").postJson("/api/repos/create", HubClient.json(body));
      String path = "/api/" + type + "s/stranger/check/auth-check";
      assertThat(as("nobody").get(path).status()).isEqualTo(200);
      assertThat(as("nobody").get(path + "/write").status()).isEqualTo(401);
      assertThat(as("stranger").get(path + "/write").status()).isEqualTo(200);
      assertThat(as("stranger").get(path.replace("check/", "none/")).header("X-Error-Code"))
          .isEqualTo("RepoNotFound");
    }
  }
}

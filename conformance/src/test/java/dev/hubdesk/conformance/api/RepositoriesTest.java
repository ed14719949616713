package dev.hubdesk.conformance.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.catalog.Membership;
import dev.hubdesk.conformance.api.HubClient.Answer;
import dev.hubdesk.testkit.hub.RunningHub;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoriesTest {

  @TempDir private static Path folder;
  private static RunningHub hub;
  private static HubClient ana;
  private static HubClient ben;
  private static HubClient anybody;

  @BeforeAll
  static void start() throws IOException {
    hub =
        RunningHub.on(folder)
            .user("ana")
            .user("ben")
            .organization("lab", "ana", Membership.Role.ADMIN)
            .start();
    ana = HubClient.of(hub, "ana");
    ben = HubClient.of(hub, "ben");
    anybody = HubClient.anonymous(hub);
  }

  @AfterAll
  static void stop() throws IOException {
    hub.close();
  }

  @Test
  void tellsWhoTheCallerIs() {
    JsonNode me = ana.get("/api/whoami-v2").json();
    assertThat(me.path("name").textValue()).isEqualTo("ana");
    assertThat(me.path("orgs").path(0).path("name").textValue()).isEqualTo("lab");
    assertThat(me.path("auth").path("accessToken").path("role").textValue()).isEqualTo("write");
    assertThat(anybody.get("/api/whoami-v2").status()).isEqualTo(401);
  }

  @Test
  void refusesAWrongTokenEvenWhereNoneIsNeeded() {
    Answer answer = ana.as("hf_somethingwrong").get("/api/models");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("X-Error-Message"))
        .isEqualTo("Invalid credentials in Authorization header");
    assertThat(answer.header("X-Request-Id")).isNotEmpty();
  }

  @Test
  void aNewRepositoryHasOneCommitWithItsAttributes() {
    Answer made = ana.create("fresh");
    assertThat(made.status()).isEqualTo(200);
    assertThat(made.json().path("url").textValue()).isEqualTo(hub.url() + "/ana/fresh");
    JsonNode commits = anybody.get("/api/models/ana/fresh/commits/main").json();
    assertThat(commits).hasSize(1);
    assertThat(commits.path(0).path("title").textValue()).isEqualTo("initial commit");
    assertThat(commits.path(0).path("authors").path(0).path("user").textValue()).isEqualTo("ana");
    JsonNode info = anybody.get("/api/models/ANA/Fresh").json();
    assertThat(info.path("id").textValue()).isEqualTo("ana/fresh");
    assertThat(info.path("sha").textValue()).isEqualTo(commits.path(0).path("id").textValue());
    assertThat(info.path("siblings")).hasSize(1);
    assertThat(info.path("siblings").path(0).path("rfilename").textValue())
        .isEqualTo(".gitattributes");
    JsonNode refs = anybody.get("/api/models/ana/fresh/refs").json();
    assertThat(refs.path("branches").path(0).path("name").textValue()).isEqualTo("main");
    assertThat(refs.path("converts").isArray()).isTrue();
    assertThat(refs.path("tags").isArray()).isTrue();
    assertThat(refs.has("pullRequests")).isFalse();
  }

  @Test
  void asecondRepositoryOfThatNameIsAConflictThatTellsWhereTheFirstIs() {
    ana.create("twice");
    Answer second = ana.create("Twice");
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.json().path("url").textValue()).endsWith("/ana/Twice");
    assertThat(second.json().path("error").textValue()).contains("already exists");
  }

  @Test
  void aDeletedRepositoryIsGoneAndItsNameIsFree() {
    ana.create("brief");
    String body = "{\"name\":\"brief\",\"organization\":null,\"type\":\"model\"}";
    assertThat(ana.delete("/api/repos/delete", body).status()).isEqualTo(200);
    assertThat(ana.get("/api/models/ana/brief").status()).isEqualTo(404);
    Answer again = ana.delete("/api/repos/delete", body);
    assertThat(again.status()).isEqualTo(404);
    assertThat(again.header("X-Error-Code")).isEqualTo("RepoNotFound");
    assertThat(ana.create("brief").status()).isEqualTo(200);
  }

  @Test
  void aNamespaceBelongsToItsOwner() {
    String inLab = "{\"name\":\"shared\",\"organization\":\"lab\"}";
    assertThat(ben.postJson("/api/repos/create", inLab).status()).isEqualTo(403);
    assertThat(ana.postJson("/api/repos/create", inLab).status()).isEqualTo(200);
    String inBens = "{\"name\":\"x\",\"organization\":\"ben\"}";
    assertThat(ana.postJson("/api/repos/create", inBens).status()).isEqualTo(403);
    assertThat(ana.as(RunningHub.readToken("ana")).create("y").status()).isEqualTo(403);
    assertThat(anybody.create("y").status()).isEqualTo(401);
  }

  @Test
  void whatIsPrivateDoesNotExistForOthers() {
    ana.postJson("/api/repos/create", "{\"name\":\"secret\",\"visibility\":\"private\"}");
    for (String path :
        new String[] {
          "/api/models/ana/secret",
          "/api/models/ana/secret/tree/main",
          "/api/models/ana/secret/refs",
          "/api/models/ana/secret/commits/main",
          "/ana/secret/resolve/main/.gitattributes"
        }) {
      assertThat(ana.get(path).status()).as(path).isEqualTo(200);
      assertThat(ben.get(path).status()).as(path).isEqualTo(404);
      assertThat(anybody.get(path).status()).as(path).isEqualTo(401);
      assertThat(anybody.get(path).header("X-Error-Code")).isEqualTo("RepoNotFound");
    }
    assertThat(ben.commit("ana/secret", HubClient.file("a", "b")).status()).isEqualTo(404);
    assertThat(ana.get("/api/models?author=ana").body()).contains("ana/secret");
    assertThat(ben.get("/api/models?author=ana").body()).doesNotContain("ana/secret");
  }

  @Test
  void aPathThatNamesNoRepositoryIsARepositoryThatIsNotThere() {
    for (String path :
        new String[] {"/api/models/gpt2", "/gpt2/resolve/main/a", "/api/models/a/b"}) {
      Answer answer = ana.get(path);
      assertThat(answer.status()).as(path).isEqualTo(404);
      assertThat(answer.header("X-Error-Code")).as(path).isEqualTo("RepoNotFound");
    }
    assertThat(ana.get("/api/nothing").status()).isEqualTo(404);
    assertThat(ana.get("/api/nothing").header("X-Error-Code")).isEmpty();
  }

  @Test
  void expandTellsOnlyWhatIsAskedAndRefusesWhatIsUnknown() {
    ana.create("wide");
    JsonNode some =
        ana.get("/api/models/ana/wide?expand=sha&expand[]=private".replace("[]", "%5B%5D")).json();
    assertThat(some.properties().stream().map(java.util.Map.Entry::getKey))
        .containsExactlyInAnyOrder("_id", "id", "sha", "private");
    Answer unknown = ana.get("/api/models/ana/wide?expand=foo");
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.header("X-Error-Message")).startsWith("\"expand\" must be one of [author, ");
  }

  @Test
  void listsComeInPages() {
    for (int i = 0; i < 5; i++) {
      ben.create("paged-" + i);
    }
    Answer first = anybody.get("/api/models?author=ben&search=PAGED&limit=2");
    assertThat(first.json()).hasSize(2);
    assertThat(first.json().path(0).path("id").textValue()).isEqualTo("ben/paged-4");
    Answer second = anybody.get(first.next());
    Answer third = anybody.get(second.next());
    assertThat(third.json()).hasSize(1);
    assertThat(third.next()).isEmpty();
  }

  @Test
  void administratorsApplyAccountsAndNobodyElse() {
    String declared =
        "{\"users\":[{\"name\":\"eve\",\"tokens\":[{\"name\":\"t\",\"value\":\"hf_eve_write_token\",\"role\":\"write\"}]}]}";
    assertThat(ana.postJson("/api/admin/accounts/apply", declared).status()).isEqualTo(403);
    HubClient admin = ana.as(RunningHub.writeToken(RunningHub.ADMIN));
    assertThat(admin.postJson("/api/admin/accounts/apply", declared).status()).isEqualTo(200);
    JsonNode again = admin.postJson("/api/admin/accounts/apply", declared).json();
    assertThat(again.path("created").intValue()).isZero();
    assertThat(again.path("changed").intValue()).isZero();
    assertThat(ana.as("hf_eve_write_token").get("/api/whoami-v2").status()).isEqualTo(200);
    assertThat(admin.postJson("/api/admin/accounts/apply", "{\"nope\":1}").status()).isEqualTo(400);
  }
}

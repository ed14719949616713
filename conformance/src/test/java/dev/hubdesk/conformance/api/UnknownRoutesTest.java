package dev.hubdesk.conformance.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.conformance.api.HubClient.Answer;
import dev.hubdesk.testkit.hub.RunningHub;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Paths that stock clients ask for and that are not served here: JSON, a request id, and the code
/// that leads clients to the right class of error.
class UnknownRoutesTest {

  @TempDir private static Path folder;
  private static RunningHub hub;
  private static HubClient ana;
  private static HubClient nobody;

  @BeforeAll
  static void start() throws IOException {
    hub = RunningHub.on(folder).user("ana").start();
    ana = HubClient.of(hub, "ana");
    nobody = HubClient.anonymous(hub);
  }

  @AfterAll
  static void stop() throws IOException {
    hub.close();
  }

  private static void assertJson(Answer answer) {
    assertThat(answer.header("Content-Type")).startsWith("application/json");
    assertThat(answer.header("X-Request-Id")).isNotEmpty();
    assertThat(answer.json().path("error").asText()).isNotEmpty();
  }

  @Test
  void namesWithoutANamespaceAreRepositoriesThatAreNotThere() {
    for (String path :
        new String[] {
          "/api/models/bert",
          "/api/models/bert/commits/main",
          "/api/models/bert/refs",
          "/api/models/bert/tree/main",
          "/api/datasets/squad",
          "/api/spaces/demo/tree/main",
          "/bert/resolve/main/config.json",
          "/datasets/squad/resolve/main/a/b.json",
          "/api/models/a--b/c",
          "/api/models/n%C3%A4me/x",
          "/api/models/-/x",
          "/api/models/x/y.git",
          "/api/models/a%2Fb/c",
          "/api/models/a/b/no/such/verb",
          "/api/models/%20/%20",
        }) {
      Answer anonymous = nobody.get(path);
      assertThat(anonymous.status()).as(path).isEqualTo(401);
      Answer signedIn = ana.get(path);
      assertThat(signedIn.status()).as(path).isEqualTo(404);
      for (Answer answer : List.of(anonymous, signedIn)) {
        assertThat(answer.header("X-Error-Code")).as(path).isEqualTo("RepoNotFound");
        assertThat(answer.header("X-Error-Message")).isEqualTo("Repository not found");
        assertJson(answer);
      }
    }
  }

  @Test
  void bucketsAreNotThere() {
    for (String path : new String[] {"/api/buckets/ana/b", "/api/buckets/ana/b/tree"}) {
      Answer answer = ana.get(path);
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.header("X-Error-Code")).isEqualTo("RepoNotFound");
      assertJson(answer);
    }
  }

  @Test
  void everythingElseIsAPlain404() {
    for (String path :
        new String[] {
          "/api/jobs/ana/1",
          "/api/scheduled-jobs/ana/1",
          "/api/agent-harnesses",
          "/api/telemetry/hub/x",
          "/api/daily_papers",
          "/api/papers/1",
          "/api/tasks",
          "/api/nothing"
        }) {
      for (Answer answer : List.of(ana.get(path), nobody.get(path), nobody.postJson(path, "{}"))) {
        assertThat(answer.status()).as(path).isEqualTo(404);
        assertThat(answer.header("X-Error-Code")).as(path).isEmpty();
        assertJson(answer);
      }
      assertThat(nobody.head(path).status()).isEqualTo(404);
    }
  }

  @Test
  void theRequestIdIsTheClientsOrHoldsItsTrace() {
    String path = "/api/models/ana/none";
    assertThat(nobody.get(path, "X-Request-Id", "my-id").header("X-Request-Id")).isEqualTo("my-id");
    assertThat(nobody.get(path, "X-Amzn-Trace-Id", "trace-1").header("X-Request-Id"))
        .contains("trace-1");
    assertThat(
            nobody
                .get(path, "X-Request-Id", "my-id", "X-Amzn-Trace-Id", "trace-1")
                .header("X-Request-Id"))
        .isEqualTo("my-id");
  }
}

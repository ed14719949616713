package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.testkit.desk.RunningDesk;
import dev.hubdesk.testkit.hub.RunningHub;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeskWithHubTest {

  private static final String COMMIT =
      """
      {"key":"header","value":{"summary":"Add files","description":""}}
      {"key":"file","value":{"path":"config.json","encoding":"base64","content":"e30="}}
      {"key":"file","value":{"path":"sub/note.txt","encoding":"base64","content":"aGk="}}
      """;

  @TempDir private Path folder;

  private static void publish(RunningHub hub) throws IOException, InterruptedException {
    String[] signed = {"Authorization", "Bearer " + RunningHub.writeToken("ana")};
    try (var client = new DeskClient(hub.url())) {
      client.send("POST", "/api/repos/create", "{\"name\": \"m\", \"private\": true}", signed).ok();
      client.send("POST", "/api/models/ana/m/commit/main", COMMIT, signed).ok();
    }
  }

  @Test
  void findsAnalyzesAndDownloadsAPrivateRepository() throws Exception {
    try (RunningHub hub = RunningHub.on(folder.resolve("hub")).user("ana").start()) {
      publish(hub);
      try (RunningDesk desk =
              RunningDesk.on(folder).endpoint(hub.url(), RunningHub.readToken("ana")).start();
          DeskClient client = new DeskClient(desk.url())) {
        JsonNode found = client.get("/api/search?q=m").ok();
        JsonNode analysis = client.get("/api/analyze/ana/m").ok();
        String body = analysis.path("recommended_download").toString();
        String id = client.post("/api/download", body).ok().path("id").asText();
        client.await(id, "completed");

        assertThat(found.at("/results/0/id").asText()).isEqualTo("ana/m");
        assertThat(analysis.path("type").asText()).isEqualTo("generic");
        Path snapshot =
            desk.cache()
                .resolve("models--ana--m/snapshots")
                .resolve(analysis.path("commit").asText());
        assertThat(snapshot.resolve("config.json")).hasContent("{}");
        assertThat(snapshot.resolve("sub/note.txt")).hasContent("hi");
        assertThat(snapshot.resolve(".gitattributes")).isNotEmptyFile();
      }
    }
  }

  @Test
  void searchesByTagsAndSortsWhatTheHubKnows() throws Exception {
    try (RunningHub hub = RunningHub.on(folder.resolve("hub")).user("ana").start()) {
      String[] signed = {"Authorization", "Bearer " + RunningHub.writeToken("ana")};
      try (var client = new DeskClient(hub.url())) {
        for (String name : new String[] {"plain", "first-gguf", "second-gguf"}) {
          client.send("POST", "/api/repos/create", "{\"name\": \"" + name + "\"}", signed).ok();
          String file = name.endsWith("gguf") ? "tiny.Q4_K_M.gguf" : "tiny.bin";
          String commit = COMMIT.replace("config.json", file);
          client.send("POST", "/api/models/ana/" + name + "/commit/main", commit, signed).ok();
        }
        client.get("/ana/second-gguf/resolve/main/tiny.Q4_K_M.gguf").ok();
      }
      try (RunningDesk desk = RunningDesk.on(folder).endpoint(hub.url()).start();
          DeskClient client = new DeskClient(desk.url())) {
        JsonNode newest = client.get("/api/search?q=&filter=gguf&sort=createdAt").ok();
        await()
            .untilAsserted(() ->
                assertThat(client.get("/api/search?q=&sort=downloads").ok().at("/results/0/id"))
                    .hasToString("\"ana/second-gguf\""));
        assertThat(newest.path("results")).hasSize(2);
        assertThat(newest.at("/results/0/id").asText()).isEqualTo("ana/second-gguf");
        assertThat(newest.at("/results/0/tags/0").asText()).isEqualTo("gguf");
        assertThat(client.get("/api/search?q=first&filter=gguf").ok().path("total").asInt())
            .isEqualTo(1);
      }
    }
  }

  @Test
  void aRepositoryThatItMayNotSeeIsNotThere() throws Exception {
    try (RunningHub hub = RunningHub.on(folder.resolve("hub")).user("ana").start()) {
      publish(hub);
      try (RunningDesk desk = RunningDesk.on(folder).endpoint(hub.url()).start();
          DeskClient client = new DeskClient(desk.url())) {
        assertThat(client.get("/api/analyze/ana/m").status()).isEqualTo(404);
        assertThat(client.get("/api/search?q=m").ok().path("total").asInt()).isZero();
      }
    }
  }
}

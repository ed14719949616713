package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.testkit.desk.RunningDesk;
import dev.hubdesk.testkit.hub.RunningHub;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeskWithHubTest {

  private static final Map<String, byte[]> FILES =
      Map.of("config.json", utf8("{}"), "sub/note.txt", utf8("hi"));

  @TempDir private Path folder;

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void publish(RunningHub hub) throws IOException, InterruptedException {
    try (var publisher = new Publisher(hub)) {
      publisher.publishPrivate("m", FILES);
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
        String id = client.download(body);
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
      try (var publisher = new Publisher(hub);
          var client = new DeskClient(hub.url())) {
        for (String name : new String[] {"plain", "first-gguf", "second-gguf"}) {
          String file = name.endsWith("gguf") ? "tiny.Q4_K_M.gguf" : "tiny.bin";
          publisher.publish("model", name, Map.of(file, utf8("{}")));
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

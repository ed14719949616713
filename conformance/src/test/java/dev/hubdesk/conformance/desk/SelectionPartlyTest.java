package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hubdesk.conformance.stories.SmallDisk;
import dev.hubdesk.testkit.desk.RunningDesk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// Deleting a model of which one part stands in a place that takes no writes.
@EnabledIf(
    value = "dev.hubdesk.conformance.stories.SmallDisk#isPossible",
    disabledReason = "only root can mount a small disk")
class SelectionPartlyTest {

  private static final String OLD = "a".repeat(40);
  private static final String NEW = "b".repeat(40);
  private static final String FOLDER = "models--acme--tiny-GGUF";
  private static final String FIRST = "t-Q4_0-00001-of-00002.gguf";
  private static final String SECOND = "t-Q4_0-00002-of-00002.gguf";

  @TempDir private Path folder;

  @Test
  void whatIsGoneAndWhatRemainsIsTold() throws Exception {
    try (RunningDesk desk = RunningDesk.on(folder).endpoint("http://127.0.0.1:9").start();
        DeskClient client = new DeskClient(desk.url())) {
      var cache = new CacheFolder(desk.cache());
      cache.snapshot(FOLDER, OLD, Map.of(FIRST, "one", SECOND, "two"));
      Path snapshot = desk.cache().resolve(FOLDER).resolve("snapshots").resolve(NEW);
      try (SmallDisk disk = SmallDisk.at(snapshot, 1)) {
        cache.snapshot(FOLDER, NEW, Map.of(SECOND, "two"));
        disk.readOnly(true);

        DeskClient.Answer answer = delete(client);

        assertThat(answer.status()).isEqualTo(207);
        JsonNode told = answer.json();
        assertThat(told.path("ok").asBoolean(true)).isFalse();
        assertThat(told.path("repo").asText()).isEqualTo("acme/tiny-GGUF");
        assertThat(told.path("removed").toString()).isEqualTo("[\"" + FIRST + "\"]");
        assertThat(told.path("remaining").toString()).isEqualTo("[\"" + SECOND + "\"]");
        assertThat(told.path("errors").toString())
            .isEqualTo("[\"" + SECOND + ": Read-only file system\"]");
        assertThat(told.path("message").asText()).isEqualTo("Deleted 1 files, not all");
        assertThat(told.path("retainedPayloads").toString())
            .isEqualTo("[\"" + CacheFolder.sha256("two") + "\"]");
        Path blobs = desk.cache().resolve(FOLDER).resolve("blobs");
        assertThat(blobs.resolve(CacheFolder.sha256("one"))).doesNotExist();
        assertThat(cache.read(FOLDER, NEW, SECOND)).isEqualTo("two");

        disk.readOnly(false);
        assertThat(delete(client).status()).isEqualTo(200);
        assertThat(Files.exists(blobs.resolve(CacheFolder.sha256("two")))).isFalse();
      }
    }
  }

  /// Deletes the one group that there is.
  private static DeskClient.Answer delete(DeskClient client) throws Exception {
    JsonNode place =
        client.get("/api/cache-selection?repo=acme/tiny-GGUF&type=model").ok().at("/locations/0");
    assertThat(place.path("groups")).hasSize(1);
    JsonNode group = place.at("/groups/0");
    ObjectNode order = DeskClient.JSON.createObjectNode();
    order.put("repo", "acme/tiny-GGUF").put("type", "model");
    order.put("locationId", place.path("id").asText()).put("groupId", group.path("id").asText());
    order.set("members", group.path("members"));
    return client.send("DELETE", "/api/cache-selection", order.toString());
  }
}

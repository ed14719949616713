package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.desk.history.HistoryService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is remembered of downloads.
class HistoryTest extends DeskRig {

  @BeforeEach
  void start() throws Exception {
    for (String name : new String[] {"one", "two", "three"}) {
      hub.text("models/acme/" + name, "config.json", "{}");
    }
    hub.text("datasets/other/rows", "train.csv", "a,b");
    for (String body :
        new String[] {
          "{\"repo\": \"acme/one\"}",
          "{\"repo\": \"acme/two\"}",
          "{\"repo\": \"acme/three\"}",
          "{\"repo\": \"other/rows\", \"dataset\": true}"
        }) {
      client.await(client.download(body), "completed");
    }
  }

  @Test
  void tellsDownloadsTheNewestFirst() throws Exception {
    JsonNode history = client.get("/api/history").ok();

    assertThat(history.path("total").asInt()).isEqualTo(4);
    assertThat(history.path("entries").findValuesAsText("repo"))
        .containsExactly("other/rows", "acme/three", "acme/two", "acme/one");
    JsonNode newest = history.at("/entries/0");
    assertThat(newest.path("isDataset").asBoolean()).isTrue();
    assertThat(newest.path("revision").asText()).isEqualTo("main");
    assertThat(newest.path("status").asText()).isEqualTo("completed");
    assertThat(newest.path("outputDir").asText()).isEqualTo(desk.cache().toString());
    assertThat(newest.path("hubDir").asText()).isEqualTo(desk.cache().toString());
    assertThat(newest.path("totalFiles").asInt()).isEqualTo(1);
    assertThat(newest.path("totalBytes").asInt()).isEqualTo(3);
    assertThat(newest.path("startedAt").asText()).endsWith("Z");
    assertThat(newest.path("endedAt").asText()).endsWith("Z");
    assertThat(history.has("nextOffset")).isFalse();
  }

  @Test
  void comesInPagesAndIsSearched() throws Exception {
    JsonNode page = client.get("/api/history?limit=2&offset=1").ok();
    assertThat(page.path("entries").findValuesAsText("repo"))
        .containsExactly("acme/three", "acme/two");
    assertThat(page.path("nextOffset").asInt()).isEqualTo(3);

    JsonNode found = client.get("/api/history?search=ACME&limit=1000").ok();
    assertThat(found.path("total").asInt()).isEqualTo(3);

    for (String bad : new String[] {"limit=0", "limit=1001", "limit=x", "offset=-1"}) {
      assertThat(client.get("/api/history?" + bad).status()).as(bad).isEqualTo(400);
    }
    String longest = "x".repeat(HistoryService.MAX_SEARCH);
    assertThat(client.get("/api/history?search=" + longest).status()).isEqualTo(200);
    assertThat(client.get("/api/history?search=x" + longest).status()).isEqualTo(400);
  }

  @Test
  void isForgottenOneByOneOrAtOnce() throws Exception {
    String id = client.get("/api/history?limit=1").ok().at("/entries/0/id").asText();

    assertThat(client.delete("/api/history/" + id).status()).isEqualTo(200);
    assertThat(client.delete("/api/history/" + id).status()).isEqualTo(404);
    assertThat(client.delete("/api/history?search=two").ok().path("removed").asInt()).isEqualTo(1);
    assertThat(client.delete("/api/history").ok().path("removed").asInt()).isEqualTo(2);
    JsonNode history = client.get("/api/history").ok();
    assertThat(history.path("entries").isArray()).isTrue();
    assertThat(history.path("total").asInt()).isZero();
  }
}

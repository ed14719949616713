package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.testkit.desk.RunningDesk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeskApiTest extends DeskRig {

  private static final String GGUF = "models/acme/tiny-GGUF";

  @BeforeEach
  void publish() {
    hub.text(GGUF, "tiny-Q4_K_M.gguf", "four")
        .text(GGUF, "tiny-Q8_0-00001-of-00002.gguf", "eight one")
        .text(GGUF, "tiny-Q8_0-00002-of-00002.gguf", "eight two")
        .text(GGUF, "README.md", "# Tiny")
        .text("models/acme/both", "config.json", "{}")
        .text("datasets/acme/both", "train.csv", "a,b")
        .text("datasets/acme/words", "train.csv", "a,b");
  }

  @Test
  void searchNamesTheEndpointOfEachResult() throws Exception {
    JsonNode answer =
        client.get("/api/search?q=Tiny%20GGUF&sort=downloads&limit=40&filter=gguf").ok();

    assertThat(answer.path("query").asText()).isEqualTo("Tiny GGUF");
    assertThat(answer.path("total").asInt()).isEqualTo(2);
    JsonNode first = answer.path("results").get(1);
    assertThat(first.path("id").asText()).isEqualTo("acme/tiny-GGUF");
    assertThat(first.path("endpoint").asText()).isEqualTo(hub.url());
    assertThat(first.path("downloads").asInt()).isEqualTo(7);
    assertThat(first.path("gated").asBoolean()).isTrue();
    assertThat(first.path("cached").asBoolean(true)).isFalse();
  }

  @Test
  void searchFindsDatasets() throws Exception {
    JsonNode answer = client.get("/api/search?datasets=true&q=words").ok();

    assertThat(answer.path("results").findValuesAsText("id"))
        .containsExactly("acme/both", "acme/words");
  }

  @Test
  void searchTakesFiveHundredAndTwelveCharactersAndNoMore() throws Exception {
    assertThat(client.get("/api/search?q=" + "x".repeat(512)).status()).isEqualTo(200);
    assertThat(client.get("/api/search?q=" + "x".repeat(513)).errorCode()).isEqualTo("bad_request");
  }

  @ParameterizedTest
  @CsvSource({
    "401, 401, unauthorized",
    "403, 403, forbidden",
    "404, 404, not_found",
    "429, 429, api_error",
    "500, 502, bad_gateway",
    "504, 504, server_error",
  })
  void searchTellsAnUpstreamFailureInItsEnvelope(int upstream, int status, String code)
      throws Exception {
    hub.refuseWith(upstream);

    DeskClient.Answer answer = client.get("/api/search?q=x");

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().path("ok").asBoolean(true)).isFalse();
    assertThat(answer.errorCode()).isEqualTo(code);
  }

  @Test
  void whatIsEmptyIsAnEmptyList() throws Exception {
    hub.text("models/acme/empty", "README.md", "");
    JsonNode plan =
        client.post("/api/plan", "{\"repo\": \"acme/empty\", \"filters\": [\"q4\"]}").ok();
    JsonNode analysis = client.get("/api/analyze/acme/empty").ok();

    assertThat(plan.path("files").toString()).isEqualTo("[]");
    assertThat(analysis.path("selectable_items").toString()).isEqualTo("[]");
    assertThat(analysis.path("recommended_filters").toString()).isEqualTo("[]");
    for (String list : List.of("jobs/jobs", "history/entries", "mirror/targets/targets")) {
      int end = list.lastIndexOf('/');
      JsonNode told = client.get("/api/" + list.substring(0, end)).ok();
      assertThat(told.path(list.substring(end + 1)).toString()).as(list).isEqualTo("[]");
    }
  }

  @Test
  void analyzeTellsGroupsOfGgufFiles() throws Exception {
    JsonNode answer = client.get("/api/analyze/acme/tiny-GGUF?revision=main&dataset=false").ok();

    assertThat(answer.path("repo").asText()).isEqualTo("acme/tiny-GGUF");
    assertThat(answer.path("is_dataset").asBoolean(true)).isFalse();
    assertThat(answer.path("type").asText()).isEqualTo("gguf");
    assertThat(answer.path("files")).hasSize(4);
    assertThat(answer.at("/files/1/directory").asText()).isEqualTo(".");
    assertThat(answer.at("/files/1/is_lfs").asBoolean()).isTrue();
    assertThat(answer.path("commit").asText()).isEqualTo(FakeHub.COMMIT);
    assertThat(answer.at("/refs/0/name").asText()).isEqualTo("main");
    assertThat(answer.path("selectable_items").findValuesAsText("id"))
        .containsExactly("q8_0", "q4_k_m");
    JsonNode item = answer.path("selectable_items").get(1);
    assertThat(item.path("label").asText()).isEqualTo("Q4_K_M");
    assertThat(item.path("filter_value").asText()).isEqualTo("q4_k_m");
    assertThat(item.path("recommended").asBoolean()).isTrue();
    assertThat(item.at("/files/0").asText()).isEqualTo("tiny-Q4_K_M.gguf");
    assertThat(answer.path("recommended_filters").get(0).asText()).isEqualTo("q4_k_m");
    assertThat(answer.at("/gguf/quantizations/0/parts").asInt()).isEqualTo(2);
  }

  @Test
  void theRecommendedDownloadReplaysExactly() throws Exception {
    JsonNode analysis = client.get("/api/analyze/acme%2Ftiny-GGUF").ok();

    String body = analysis.path("recommended_download").toString();
    JsonNode plan = client.post("/api/plan", body).ok();

    assertThat(body)
        .isEqualTo("{\"repo\":\"acme/tiny-GGUF\",\"filters\":[\"q4_k_m\"],\"exactMatch\":true}");
    assertThat(plan.path("files").findValuesAsText("path")).containsExactly("tiny-Q4_K_M.gguf");
  }

  @Test
  void analyzeAsksWhichWhenBothExist() throws Exception {
    JsonNode answer = client.get("/api/analyze/acme/both").ok();

    assertThat(answer.path("needsSelection").asBoolean()).isTrue();
    assertThat(answer.path("repo").asText()).isEqualTo("acme/both");
    assertThat(answer.path("options")).hasSize(2);
    assertThat(client.get("/api/analyze/acme/both?dataset=true").ok().path("type").asText())
        .isEqualTo("dataset");
    assertThat(client.get("/api/analyze/acme/both?dataset=false").ok().path("type").asText())
        .isEqualTo("generic");
  }

  @Test
  void analyzeFindsADatasetWithoutBeingTold() throws Exception {
    JsonNode answer = client.get("/api/analyze/acme/words").ok();

    assertThat(answer.path("is_dataset").asBoolean()).isTrue();
    assertThat(answer.path("recommended_download").toString())
        .isEqualTo("{\"repo\":\"acme/words\",\"dataset\":true}");
  }

  @Test
  void analyzeRefusesWhatIsNoRepository() throws Exception {
    assertThat(client.get("/api/analyze/acme").status()).isEqualTo(400);
    assertThat(client.get("/api/analyze/acme/a..b").errorCode()).isEqualTo("bad_request");
    assertThat(client.get("/api/analyze/acme/missing").status()).isEqualTo(404);
    assertThat(client.get("/api/analyze/acme/words?revision=v9").status()).isEqualTo(404);
  }

  @Test
  void planTellsTheFilesWithoutStartingAJob() throws Exception {
    JsonNode plan =
        client
            .post(
                "/api/plan",
                """
                {"repo": "acme/tiny-GGUF", "revision": "main", "dataset": false,
                 "filters": ["q8_0"], "excludes": [], "exactMatch": false}
                """)
            .ok();

    assertThat(plan.path("repo").asText()).isEqualTo("acme/tiny-GGUF");
    assertThat(plan.path("revision").asText()).isEqualTo("main");
    assertThat(plan.path("totalFiles").asInt()).isEqualTo(2);
    assertThat(plan.path("totalSize").asLong()).isEqualTo(18);
    assertThat(plan.at("/files/0").toString())
        .isEqualTo("{\"path\":\"tiny-Q8_0-00001-of-00002.gguf\",\"size\":9,\"lfs\":true}");
    assertThat(client.get("/api/jobs").ok().path("count").asInt()).isZero();
  }

  @Test
  void diskfreeDefaultsToTheCacheDirectory() throws Exception {
    JsonNode disk = client.get("/api/diskfree").ok();

    assertThat(disk.path("path").asText()).isEqualTo(desk.cache().toString());
    assertThat(disk.path("free").asLong()).isPositive();
    assertThat(disk.path("total").asLong()).isGreaterThanOrEqualTo(disk.path("free").asLong());
    assertThat(client.get("/api/diskfree?path=/etc").status()).isEqualTo(400);
  }

  @Test
  void anUnknownRouteAnswersInTheEnvelope() throws Exception {
    DeskClient.Answer answer = client.get("/api/nothing");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().path("ok").asBoolean(true)).isFalse();
    assertThat(answer.json().path("error").asText()).isNotBlank();
    assertThat(answer.errorCode()).isEqualTo("not_found");
    assertThat(client.delete("/api/health").status()).isEqualTo(405);
  }

  @Test
  void aMalformedBodyIsToldAsTheSpecificationShows() throws Exception {
    JsonNode answer = client.post("/api/plan", "{\"repo\":").json();

    assertThat(answer.path("ok").asBoolean(true)).isFalse();
    assertThat(answer.path("error").asText()).isEqualTo("Invalid request body");
    assertThat(answer.path("details").asText()).isNotBlank();
    assertThat(answer.at("/error_detail/code").asText()).isEqualTo("bad_request");
    assertThat(answer.at("/error_detail/message")).isEqualTo(answer.path("error"));
    assertThat(answer.at("/error_detail/details")).isEqualTo(answer.path("details"));
    assertThat(client.post("/api/plan", "{}").json().path("error").asText())
        .isEqualTo("Missing required field");
  }

  @Test
  void aBodyMayHaveOneMebibyteAndNoMore() throws Exception {
    String start = "{\"repo\": \"acme/tiny-GGUF\", \"x\": \"";
    String fits = start + "x".repeat((1 << 20) - start.length() - 2) + "\"}";

    assertThat(client.post("/api/plan", fits).status()).isEqualTo(200);
    DeskClient.Answer refused = client.post("/api/plan", fits + " ");
    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.errorCode()).isEqualTo("payload_too_large");
  }

  @Test
  void aPlaceInTheRequestIsRefusedOrIgnored() throws Exception {
    Path place = folder.resolve("x");
    String json = DeskClient.JSON.writeValueAsString(place.toString());
    assertThat(
            client
                .post("/api/download", "{\"repo\": \"acme/words\", \"localDir\": " + json + "}")
                .status())
        .isEqualTo(400);
    JsonNode plan =
        client.post("/api/plan", "{\"repo\": \"acme/tiny-GGUF\", \"cacheDir\": " + json + "}").ok();
    assertThat(plan.path("totalFiles").asInt()).isEqualTo(4);
    assertThat(place).doesNotExist();
  }

  @Test
  void asksTheEndpointsInOrderAndStopsAtOneThatFails() throws Exception {
    try (FakeHub first = new FakeHub().text("models/acme/first", "a.txt", "a");
        RunningDesk both =
            RunningDesk.on(folder.resolve("two"))
                .endpoint(first.url(), "hf_first_token")
                .endpoint(hub.url())
                .start();
        DeskClient asking = new DeskClient(both.url())) {
      var endpoints = new ArrayList<String>();
      endpoints.add(asking.get("/api/analyze/acme/first").ok().path("endpoint").asText());
      endpoints.add(asking.get("/api/analyze/acme/tiny-GGUF").ok().path("endpoint").asText());
      assertThat(endpoints).containsExactly(first.url(), hub.url());
      assertThat(first.lastAuthorization()).isEqualTo("Bearer hf_first_token");
      assertThat(hub.lastAuthorization()).isNull();

      first.refuseWith(403);
      assertThat(asking.get("/api/analyze/acme/tiny-GGUF").status()).isEqualTo(403);
    }
  }
}

package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hubdesk.desk.plan.DownloadRequest;
import dev.hubdesk.http.Json;
import dev.hubdesk.protocol.Revision;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the bodies of requests may hold, at the edge of each limit: the most is taken, one more is
/// refused and changes nothing.
class LimitsTest extends DeskRig {

  private static final String REPO = "acme/tiny";

  @BeforeEach
  void publish() {
    hub.text("models/acme/tiny", "config.json", "{}");
  }

  @ParameterizedTest
  @CsvSource({"connections, 32", "maxActive, 16", "retries, 100"})
  void aNumberHasItsMost(String field, int most) throws Exception {
    save(object().put(field, most)).ok();
    refused(save(object().put(field, most + 1)));
    assertThat(client.get("/api/settings").ok().path(field).asInt()).isEqualTo(most);
  }

  @Test
  void soManyFoldersMayBeLookedInto() throws Exception {
    save(list("localScanDirs", "/models/", 100)).ok();
    refused(save(list("localScanDirs", "/models/", 101)));
    assertThat(client.get("/api/settings").ok().path("localScanDirs")).hasSize(100);
  }

  @Test
  void soManyEndpointsMayBeAsked() throws Exception {
    save(list("endpoints", "http://127.0.0.1/", 16)).ok();
    refused(save(list("endpoints", "http://127.0.0.1/", 17)));
    assertThat(client.get("/api/settings").ok().path("endpoints")).hasSize(16);
  }

  @Test
  void aProxysTextsHaveTheirLength() throws Exception {
    for (String field : new String[] {"username", "password", "noProxy"}) {
      save(proxy(field, 4_096)).ok();
      refused(save(proxy(field, 4_097)));
    }
  }

  @Test
  void soManyFiltersOfSuchALengthMayBeAsked() throws Exception {
    for (String field : new String[] {"filters", "excludes"}) {
      assertThat(plan(list(field, "f", DownloadRequest.MAX_FILTERS)).status()).isEqualTo(200);
      refused(plan(list(field, "f", DownloadRequest.MAX_FILTERS + 1)));
      ObjectNode longest = object();
      longest.putArray(field).add("x".repeat(DownloadRequest.MAX_FILTER_LENGTH));
      assertThat(plan(longest).status()).isEqualTo(200);
      ObjectNode longer = object();
      longer.putArray(field).add("x".repeat(DownloadRequest.MAX_FILTER_LENGTH + 1));
      refused(plan(longer));
    }
  }

  @Test
  void aRevisionHasItsLength() throws Exception {
    DeskClient.Answer unknown = plan(object().put("revision", "x".repeat(Revision.MAX_LENGTH)));
    assertThat(unknown.status()).as("%s", unknown.json()).isEqualTo(404);
    refused(plan(object().put("revision", "x".repeat(Revision.MAX_LENGTH + 1))));
  }

  @Test
  void aBodyIsAsDeepAsMayBe() throws Exception {
    int most = Json.MAX_DEPTH;
    String repo = "{\"repo\": \"" + REPO + "\", \"x\": ";
    assertThat(client.post("/api/plan", repo + deep(most - 1) + "}").status()).isEqualTo(200);
    DeskClient.Answer deeper = client.post("/api/plan", repo + deep(most) + "}");
    refused(deeper);
    assertThat(deeper.json().path("error").asText()).isEqualTo("Invalid request body");
  }

  private static String deep(int levels) {
    return "[".repeat(levels) + "]".repeat(levels);
  }

  private DeskClient.Answer plan(ObjectNode body) throws Exception {
    return client.post("/api/plan", body.put("repo", REPO).toString());
  }

  private DeskClient.Answer save(ObjectNode body) throws Exception {
    return client.post("/api/settings", body.toString());
  }

  private static void refused(DeskClient.Answer answer) {
    assertThat(answer.status()).as("%s", answer.json()).isEqualTo(400);
    assertThat(answer.errorCode()).isEqualTo("bad_request");
  }

  private static ObjectNode object() {
    return DeskClient.JSON.createObjectNode();
  }

  private static ObjectNode proxy(String field, int length) {
    ObjectNode body = object();
    body.putObject("proxy").put("url", "http://proxy.example:1").put(field, "x".repeat(length));
    return body;
  }

  private static ObjectNode list(String field, String prefix, int count) {
    ObjectNode body = object();
    ArrayNode list = body.putArray(field);
    for (int i = 0; i < count; i++) {
      list.add(prefix + i);
    }
    return body;
  }
}

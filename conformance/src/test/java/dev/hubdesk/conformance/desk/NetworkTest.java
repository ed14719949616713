package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.testkit.desk.RunningDesk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The way to the endpoints: proxies, certificates, speed. The fake Hub takes the place of a proxy:
/// it answers for whatever host a request names.
@Timeout(120)
@SuppressWarnings("NullAway.Init") // Each test opens a Desk of its own.
class NetworkTest extends DeskRig {

  private static final String MODEL = "models/acme/big";
  private static final String DOWNLOAD = "{\"repo\": \"acme/big\"}";
  private static final String DRY_RUN = "{\"repo\": \"acme/big\", \"dryRun\": true}";

  @BeforeEach
  void publish() {
    hub.file(MODEL, "model.safetensors", new byte[600_000])
        .text(MODEL, "config.json", "{}")
        .text(MODEL, "README.md", "# Big");
  }

  private void save(String settings) throws Exception {
    assertThat(client.post("/api/settings", settings).status()).isEqualTo(200);
  }

  @Test
  void everyQuestionAndEveryByteGoThroughTheProxy() throws Exception {
    restart(RunningDesk.on(folder).endpoint("http://hub.invalid"));
    save(
        "{\"proxy\": {\"url\": \"%s\", \"username\": \"ana\", \"password\": \"s3cret\"}}"
            .formatted(hub.url()));

    assertThat(client.get("/api/search?q=big").ok().path("results")).hasSize(1);
    client.get("/api/analyze/acme/big").ok();
    client.post("/api/plan", DOWNLOAD).ok();
    client.post("/api/download", DRY_RUN).ok();
    assertThat(client.get("/api/readme/acme/big").ok().path("markdown").asText())
        .isEqualTo("# Big");
    String job = client.post("/api/download", DOWNLOAD).json().path("id").asText();
    client.await(job, "completed");

    assertThat(hub.seen())
        .contains("GET /api/models", "GET /api/models/acme/big/revision/main")
        .anyMatch(asked -> asked.contains("/resolve/"));
    JsonNode settings = client.get("/api/settings").ok();
    assertThat(settings.at("/proxy/username").asText()).isEqualTo("ana");
    assertThat(settings.toString()).doesNotContain("s3cret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:9", "socks5://127.0.0.1:9", "socks5h://127.0.0.1:9"})
  void nothingIsAskedDirectlyWhenTheProxyIsDead(String proxy) throws Exception {
    save("{\"proxy\": {\"url\": \"" + proxy + "\"}}");

    assertThat(client.get("/api/search?q=big").status()).isEqualTo(502);
    assertThat(client.get("/api/analyze/acme/big").status()).isEqualTo(502);
    assertThat(client.post("/api/plan", DOWNLOAD).status()).isEqualTo(502);
    assertThat(client.post("/api/download", DOWNLOAD).status()).isEqualTo(502);
    assertThat(client.post("/api/download", DRY_RUN).status()).isEqualTo(502);
    assertThat(client.get("/api/readme/acme/big").status()).isEqualTo(502);
    assertThat(hub.seen()).isEmpty();

    save("{\"proxy\": {\"noProxy\": \"127.0.0.1\"}}");
    client.post("/api/plan", DOWNLOAD).ok();
  }

  @Test
  void certificatesThatCannotBeReadAreRefused() throws Exception {
    DeskClient.Answer answer =
        client.post("/api/settings", "{\"caBundle\": \"" + folder.resolve("none.pem") + "\"}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().toString()).contains("none.pem");
  }

  @Test
  void theSpeedOfARunningDownloadIsChangedInPlace() throws Exception {
    save("{\"maxSpeed\": \"40KB\", \"stallTimeout\": \"1s\"}");
    String job = client.post("/api/download", DOWNLOAD).json().path("id").asText();

    Thread.sleep(4_000);
    JsonNode slow = client.get("/api/jobs/" + job).ok();
    save("{\"maxSpeed\": \"\"}");
    JsonNode done = client.await(job, "completed");

    assertThat(slow.path("status").asText()).isEqualTo("running");
    assertThat(slow.at("/progress/downloadedBytes").asLong()).isBetween(1L, 400_000L);
    assertThat(done.at("/progress/downloadedBytes").asLong()).isEqualTo(600_007);
  }
}

package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.testkit.desk.RunningDesk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A job gets its bytes where its repository was found, whatever the endpoints become meanwhile,
/// and no endpoint hears of another's token.
class OwnEndpointTest extends DeskRig {

  private static final String DOWNLOAD = "{\"repo\": \"acme/big\"}";
  private static final String TOKEN = "token-of-the-first";

  private FakeHub second;

  @BeforeEach
  void start() throws Exception {
    byte[] weights = new byte[1 << 20];
    hub.file("models/acme/big", "m.safetensors", weights);
    byte[] others = weights.clone();
    others[0] = 1;
    second = new FakeHub().file("models/acme/big", "m.safetensors", others);
  }

  @Override
  RunningDesk.Builder configured() {
    return RunningDesk.on(folder).endpoint("http://127.0.0.1:1");
  }

  @AfterEach
  void stop() {
    second.close();
  }

  private void ask(String endpoints) throws Exception {
    client.post("/api/settings", "{\"endpoints\": [" + endpoints + "]}").ok();
  }

  private String withToken() {
    return "{\"url\": \"%s\", \"token\": \"%s\"}".formatted(hub.url(), TOKEN);
  }

  private String second() {
    return "\"" + second.url() + "\"";
  }

  @Test
  void isAskedAlsoWhenAnotherComesFirst() throws Exception {
    ask(withToken() + ", " + second());
    hub.slow(20);
    String id = client.post("/api/download", DOWNLOAD).ok().path("id").asText();
    client.await(id, "running");
    client.post("/api/jobs/" + id + "/pause", "").ok();
    ask(second() + ", \"" + hub.url() + "\"");
    hub.slow(0);
    restart();

    client.post("/api/jobs/" + id + "/resume", "").ok();

    JsonNode job = client.await(id, "completed");
    assertThat(job.path("endpoint").asText()).isEqualTo(hub.url());
    assertThat(hub.lastAuthorization()).isEqualTo("Bearer " + TOKEN);
    assertThat(second.seen()).isEmpty();
  }

  @Test
  void theOtherNeverSeesTheToken() throws Exception {
    ask(withToken() + ", " + second());
    second.text("models/acme/only", "config.json", "{}");

    client.get("/api/search?q=big").ok();
    String id = client.post("/api/download", "{\"repo\": \"acme/only\"}").ok().path("id").asText();
    client.await(id, "completed");

    assertThat(second.seen()).isNotEmpty();
    assertThat(second.lastAuthorization()).isNull();
    assertThat(hub.lastAuthorization()).isEqualTo("Bearer " + TOKEN);
  }
}

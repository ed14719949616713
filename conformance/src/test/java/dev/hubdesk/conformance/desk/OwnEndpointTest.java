package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.testkit.desk.RunningDesk;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A job gets its bytes where its repository was found, whatever the endpoints become meanwhile,
/// and no endpoint hears of another's token.
class OwnEndpointTest {

  private static final String DOWNLOAD = "{\"repo\": \"acme/big\"}";
  private static final String TOKEN = "token-of-the-first";

  @TempDir private Path folder;
  private FakeHub first;
  private FakeHub second;
  private RunningDesk desk;
  private DeskClient client;

  @BeforeEach
  void start() throws Exception {
    byte[] weights = new byte[1 << 20];
    first = new FakeHub().file("models/acme/big", "m.safetensors", weights);
    weights[0] = 1;
    second = new FakeHub().file("models/acme/big", "m.safetensors", weights);
    open();
  }

  private void open() throws Exception {
    desk = RunningDesk.on(folder).endpoint("http://127.0.0.1:1").start();
    client = new DeskClient(desk.url());
  }

  private void shut() throws Exception {
    client.close();
    desk.close();
  }

  @AfterEach
  void stop() throws Exception {
    shut();
    first.close();
    second.close();
  }

  private void ask(String endpoints) throws Exception {
    client.post("/api/settings", "{\"endpoints\": [" + endpoints + "]}").ok();
  }

  private String withToken() {
    return "{\"url\": \"%s\", \"token\": \"%s\"}".formatted(first.url(), TOKEN);
  }

  private String second() {
    return "\"" + second.url() + "\"";
  }

  @Test
  void isAskedAlsoWhenAnotherComesFirst() throws Exception {
    ask(withToken() + ", " + second());
    first.slow(20);
    String id = client.post("/api/download", DOWNLOAD).ok().path("id").asText();
    client.await(id, "running");
    client.post("/api/jobs/" + id + "/pause", "").ok();
    ask(second() + ", \"" + first.url() + "\"");
    shut();
    first.slow(0);
    open();

    client.post("/api/jobs/" + id + "/resume", "").ok();

    JsonNode job = client.await(id, "completed");
    assertThat(job.path("endpoint").asText()).isEqualTo(first.url());
    assertThat(first.lastAuthorization()).isEqualTo("Bearer " + TOKEN);
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
    assertThat(first.lastAuthorization()).isEqualTo("Bearer " + TOKEN);
  }
}

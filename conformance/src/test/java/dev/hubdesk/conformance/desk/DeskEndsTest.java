package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A Desk that is stopped while it is used.
@Timeout(60)
class DeskEndsTest extends DeskRig {

  @Test
  void whatWasAcceptedIsThereAgainHoweverCloseTheEndWas() throws Exception {
    client.post("/api/settings", "{\"maxActive\": 1}").ok();
    hub.slow(500);
    for (int i = 0; i < 100; i++) {
      hub.file("models/acme/m" + i, "m.safetensors", new byte[64 << 10]);
    }
    var accepted = new ArrayList<String>();
    Thread asking =
        Thread.ofVirtual()
            .start(() -> {
              for (int i = 0; i < 100; i++) {
                try {
                  DeskClient.Answer answer =
                      client.post("/api/download", "{\"repo\": \"acme/m" + i + "\"}");
                  if (answer.status() != 202) {
                    return;
                  }
                  accepted.add(answer.json().path("id").asText());
                } catch (IOException _) {
                  return;
                } catch (InterruptedException _) {
                  Thread.currentThread().interrupt();
                  return;
                }
              }
            });
    while (client.get("/api/jobs").ok().path("count").asInt() < 5) {
      Thread.sleep(5);
    }

    desk.close();
    asking.join();
    client.close();
    open();

    List<String> kept = client.get("/api/jobs").ok().path("jobs").findValuesAsText("id");
    assertThat(accepted).hasSizeGreaterThanOrEqualTo(5);
    assertThat(kept).containsAll(accepted);
  }

  @Test
  void endingTwiceIsEndingOnce() throws Exception {
    desk.close();
    desk.close();

    assertThatThrownBy(() -> client.get("/api/health")).isInstanceOf(IOException.class);
    restart();
    assertThat(client.get("/api/health").status()).isEqualTo(200);
  }
}

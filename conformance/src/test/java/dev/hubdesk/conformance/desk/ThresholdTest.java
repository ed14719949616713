package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What `multipartThreshold` and `connections` do to a download.
class ThresholdTest extends DeskRig {

  private static final int SIZE = 12 << 20;

  @BeforeEach
  void start() throws Exception {
    for (String name : new String[] {"one", "two", "three", "four"}) {
      byte[] content = new byte[SIZE];
      content[0] = (byte) name.hashCode();
      hub.file("models/acme/" + name, "model.safetensors", content);
    }
  }

  private long requestsFor(String name) throws Exception {
    String body = "{\"repo\": \"acme/" + name + "\"}";
    client.await(client.post("/api/download", body).ok().path("id").asText(), "completed");
    return hub.seen().stream().filter(line -> line.contains("acme/" + name + "/resolve/")).count();
  }

  private void save(String threshold, int connections) throws Exception {
    client
        .post(
            "/api/settings",
            "{\"multipartThreshold\": \"%s\", \"connections\": %d}"
                .formatted(threshold, connections))
        .ok();
  }

  @Test
  void aFileOfThatSizeComesInPieces() throws Exception {
    assertThat(requestsFor("one")).as("the usual threshold is larger").isOne();

    save("12MiB", 4);
    assertThat(requestsFor("two")).isGreaterThan(3);

    restart();
    assertThat(requestsFor("three")).as("after a restart").isGreaterThan(3);

    save("12582913", 4);
    assertThat(requestsFor("four")).as("one byte more").isOne();
  }
}

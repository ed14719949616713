package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.desk.mirror.MirrorOrder;
import dev.hubdesk.desk.mirror.Target;
import dev.hubdesk.desk.mirror.TargetService;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The mirror at the edge of each of its limits.
class MirrorLimitsTest extends DeskRig {

  private Path file;

  @BeforeEach
  void find() {
    file = desk.settingsFile().resolveSibling("targets.yaml");
  }

  @Test
  void asManyTargetsAsAreKeptMayBeReplacedAndNoneMayBeAdded() throws Exception {
    var yaml = new StringBuilder("targets:\n");
    for (int i = 1; i < TargetService.MAX_TARGETS; i++) {
      yaml.append("  t").append(i).append(": {path: ").append(folder).append("}\n");
    }
    Files.writeString(file, yaml);

    put("last", "").ok();
    assertThat(client.get("/api/mirror/targets").ok().path("count").asInt())
        .isEqualTo(TargetService.MAX_TARGETS);
    DeskClient.Answer refused = put("more", "");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.errorCode()).isEqualTo("conflict");
    assertThat(refused.json().path("error").asText()).isEqualTo("Too many targets");
    put("t1", "").ok();
    client.delete("/api/mirror/targets/t1").ok();
    put("more", "").ok();
  }

  @Test
  void aDescriptionHasItsLength() throws Exception {
    put("nas", "x".repeat(Target.MAX_DESCRIPTION)).ok();
    assertThat(put("nas", "x".repeat(Target.MAX_DESCRIPTION + 1)).errorCode())
        .isEqualTo("bad_request");
  }

  @Test
  void aFilterHasItsLength() throws Exception {
    Files.createDirectories(desk.cache());
    assertThat(diff(MirrorOrder.MAX_FILTER).status()).isEqualTo(200);
    assertThat(diff(MirrorOrder.MAX_FILTER + 1).errorCode()).isEqualTo("bad_request");
  }

  @Test
  void theFileOfTargetsHasItsLength() throws Exception {
    String start = "targets: {nas: {path: " + folder + "}}\n#";
    int most = 1 << 20;
    Files.writeString(file, start + "x".repeat(most - start.length()));
    assertThat(client.get("/api/mirror/targets").ok().path("count").asInt()).isOne();
    Files.writeString(file, start + "x".repeat(most + 1 - start.length()));
    DeskClient.Answer refused = client.get("/api/mirror/targets");
    assertThat(refused.status()).isEqualTo(500);
    assertThat(refused.errorCode()).isEqualTo("server_error");
    assertThat(refused.json().path("details").asText())
        .contains(file.toString(), "is longer than 1048576 bytes");
  }

  private DeskClient.Answer put(String name, String description) throws Exception {
    return client.post(
        "/api/mirror/targets",
        DeskClient.JSON
            .createObjectNode()
            .put("name", name)
            .put("path", folder.toString())
            .put("description", description)
            .toString());
  }

  private DeskClient.Answer diff(int length) throws Exception {
    Path target = Files.createDirectories(folder.resolve("target"));
    return client.post(
        "/api/mirror/diff",
        "{\"target\": \"%s\", \"repoFilter\": \"%s\"}".formatted(target, "x".repeat(length)));
  }
}

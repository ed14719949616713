package dev.hubdesk.conformance.api;

import static dev.hubdesk.conformance.api.HubClient.file;
import static dev.hubdesk.conformance.api.HubClient.json;
import static dev.hubdesk.conformance.api.HubClient.largeFile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.blobs.BlobKey;
import dev.hubdesk.conformance.api.HubClient.Answer;
import dev.hubdesk.http.Json;
import dev.hubdesk.protocol.Sha256;
import dev.hubdesk.testkit.hub.RunningHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Collection, check and re-indexing, as an administrator asks for them.
class MaintenanceTest {

  @TempDir private Path folder;

  private final byte[] large = new byte[50_000];
  private RunningHub hub;
  private HubClient ana;
  private HubClient admin;
  private String old;

  @BeforeEach
  void start() throws IOException {
    new Random(31).nextBytes(large);
    open(Duration.ZERO);
    ana.create("m");
    ana.commit("ana/m", file("d/a.txt", "kept"));
    ana.uploadLarge("ana/m", large);
    old = ana.commit("ana/m", largeFile("m.bin", large)).json().path("commitOid").asText();
  }

  private void open(Duration collectAfter) throws IOException {
    hub =
        RunningHub.on(folder)
            .user("ana")
            .with(config -> config.withCollectAfter(collectAfter))
            .start();
    ana = HubClient.of(hub, "ana");
    admin = HubClient.of(hub, RunningHub.ADMIN);
  }

  @AfterEach
  void stop() throws IOException {
    hub.close();
  }

  private void squashWithoutTheLargeFile() {
    assertThat(ana.commit("ana/m", HubClient.line("deletedFile", json("'path':'m.bin'"))).status())
        .isEqualTo(200);
    Answer squashed = ana.postJson("/api/models/ana/m/super-squash/main", json("{'message':'s'}"));
    assertThat(squashed.status()).as(squashed.body()).isEqualTo(200);
  }

  private List<JsonNode> ask(String what, String body) throws Exception {
    long instant = Instant.now().toEpochMilli();
    while (Instant.now().toEpochMilli() <= instant + 1) {
      Thread.sleep(1);
    }
    Answer answer = admin.postJson("/api/admin/" + what, json(body));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("application/x-ndjson");
    List<JsonNode> lines = new ArrayList<>();
    for (String line : answer.body().strip().split("\n", -1)) {
      lines.add(Json.MAPPER.readTree(line));
    }
    assertThat(lines.getLast().path("done").asBoolean()).as(answer.body()).isTrue();
    return lines;
  }

  private Path stored() {
    Sha256 oid = Sha256.parse(HubClient.sha256(large)).orElseThrow();
    return folder.resolve("blobs").resolve(BlobKey.lfs(oid).text());
  }

  private long problems(String body) throws Exception {
    return ask("fsck", body).getLast().path("problems").asLong();
  }

  @Test
  void aDryRunExplainsAndACollectionTakesWhatASquashLeft() throws Exception {
    squashWithoutTheLargeFile();
    JsonNode would = ask("gc", "{'dryRun':true}").getFirst();
    assertThat(would.path("repository").asText()).isEqualTo("models/ana/m");
    assertThat(would.path("outcome").asText()).isEqualTo("would");
    assertThat(would.path("objects").asLong()).isPositive();
    assertThat(would.path("objectBytes").asLong()).isPositive();
    assertThat(would.path("lfsObjects").asLong()).isEqualTo(1);
    assertThat(would.path("lfsBytes").asLong()).isEqualTo(large.length);
    assertThat(ana.get("/ana/m/resolve/" + old + "/m.bin").bytes()).isEqualTo(large);

    List<JsonNode> lines = ask("gc", "{'repository':'model/ana/m'}");

    assertThat(lines).hasSize(2);
    JsonNode did = lines.getFirst();
    assertThat(did.path("outcome").asText()).isEqualTo("collected");
    assertThat(did.path("objects").asLong()).isEqualTo(would.path("objects").asLong());
    assertThat(did.path("packsAfter").asInt()).isEqualTo(2);
    assertThat(ana.get("/ana/m/resolve/" + old + "/m.bin").status()).isEqualTo(404);
    assertThat(ana.get("/ana/m/resolve/main/d/a.txt").body()).isEqualTo("kept");
    ask("gc", "{}");
    assertThat(stored()).doesNotExist();
    assertThat(problems("{'deep':true}")).isZero();
  }

  @Test
  void whatIsYoungerThanTheUndoWindowIsKept() throws Exception {
    hub.close();
    open(Duration.ofHours(1));
    squashWithoutTheLargeFile();
    JsonNode did = ask("gc", "{}").getFirst();
    assertThat(did.path("objects").asLong()).isZero();
    assertThat(did.path("lfsObjects").asLong()).isZero();
    assertThat(ana.get("/ana/m/resolve/" + old + "/m.bin").bytes()).isEqualTo(large);
  }

  @Test
  void aCheckFindsDamageAndChangesNothing() throws Exception {
    assertThat(problems("{'deep':true}")).isZero();
    byte[] other = large.clone();
    other[100]++;
    Files.write(stored(), other);
    assertThat(problems("{}")).as("the size is right").isZero();
    assertThat(ask("fsck", "{'deep':true}").getFirst().path("problem").asText())
        .contains("not what its name says");
    Files.write(stored(), new byte[7]);
    assertThat(problems("{}")).isEqualTo(1);
    Files.delete(stored());
    assertThat(problems("{}")).isEqualTo(1);
    Files.write(stored(), large);
    assertThat(problems("{'deep':true}")).isZero();

    Path pack = largestPack();
    byte[] bytes = Files.readAllBytes(pack);
    byte[] damaged = bytes.clone();
    damaged[bytes.length / 2]++;
    Files.write(pack, damaged);
    hub.close();
    open(Duration.ZERO);
    assertThat(problems("{}")).isPositive();
    Files.delete(pack);
    assertThat(problems("{}")).isPositive();
    Files.write(pack, bytes);
    assertThat(problems("{}")).isZero();
  }

  private Path largestPack() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("blobs/git"))) {
      return files
          .filter(file -> file.toString().endsWith(".pack"))
          .filter(file -> !file.toString().contains("/h/"))
          .max((one, two) -> Long.compare(one.toFile().length(), two.toFile().length()))
          .orElseThrow();
    }
  }

  @Test
  void whatIsComputedCanBeLostAndIsComputedAgain() throws Exception {
    String listing = "/api/models/ana/m/tree/main?recursive=true&expand=true";
    String right = ana.get(listing).body();
    assertThat(right).contains("lastCommit").contains("lfs");
    hub.close();
    try (Connection database =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("hubdesk.db"));
        Statement statement = database.createStatement()) {
      statement.execute("DELETE FROM history_tree");
      statement.execute("DELETE FROM lfs_pointer");
      statement.execute("UPDATE tree_size SET size = 1");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    open(Duration.ZERO);
    assertThat(ana.get(listing).body()).isNotEqualTo(right);

    JsonNode done = ask("reindex", "{}").getFirst();

    assertThat(done.path("commits").asInt()).isEqualTo(3);
    assertThat(done.path("pointers").asInt()).isEqualTo(1);
    assertThat(ana.get(listing).body()).isEqualTo(right);
    ana.commit("ana/m", file("d/b.txt", "later"));
    assertThat(ana.get(listing).json()).allMatch(entry -> entry.has("lastCommit"));
    assertThat(problems("{'deep':true}")).isZero();
  }

  @Test
  void manyCommitsNeedNobodyToAskForOrder() throws Exception {
    for (int i = 0; i < 150; i++) {
      assertThat(ana.commit("ana/m", file("f" + i, "" + i)).status()).isEqualTo(200);
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            assertThat(ask("gc", "{'dryRun':true}").getFirst().path("packsBefore").asInt())
                .isLessThan(100));
    assertThat(ana.get("/api/models/ana/m/tree/main").json()).hasSize(153);
  }

  @Test
  void onlyAnAdministratorMayAsk() {
    for (String what : List.of("gc", "fsck", "reindex")) {
      assertThat(ana.postJson("/api/admin/" + what, "{}").status()).isEqualTo(403);
      assertThat(ana.as(null).postJson("/api/admin/" + what, "{}").status()).isEqualTo(401);
    }
  }

  @Test
  void nonsenseIsRefusedBeforeAnythingIsDone() {
    assertThat(admin.postJson("/api/admin/gc", "[]").status()).isEqualTo(400);
    assertThat(admin.postJson("/api/admin/gc", json("{'repository':'x'}")).status()).isEqualTo(400);
    assertThat(admin.postJson("/api/admin/gc", json("{'repository':'model/ana/no'}")).status())
        .isEqualTo(404);
  }
}

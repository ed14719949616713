package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One model is deleted only where nobody else can lose anything by it: what was exchanged since
/// somebody looked, what another entry or download needs, and what is no content stays.
class SelectionRefusalsTest extends DeskRig {

  private static final String COMMIT = "a".repeat(40);
  private static final String FOLDER = "models--acme--tiny-GGUF";
  private static final String MODEL = "t-Q4_0.gguf";

  private CacheFolder cache;
  private Path outside;

  @BeforeEach
  void start() throws Exception {
    cache = new CacheFolder(desk.cache());
    outside = Files.createDirectory(folder.resolve("outside"));
    Files.writeString(outside.resolve(MODEL), "old");
  }

  private Path snapshot() {
    return desk.cache().resolve(FOLDER).resolve("snapshots").resolve(COMMIT);
  }

  /// What somebody confirms who saw the first place.
  private ObjectNode order(String path) throws Exception {
    JsonNode place =
        client.get("/api/cache-selection?repo=acme/tiny-GGUF&type=model").ok().at("/locations/0");
    JsonNode group =
        StreamSupport.stream(place.path("groups").spliterator(), false)
            .filter(one -> one.path("members").findValuesAsText("path").contains(path))
            .findFirst()
            .orElseThrow();
    ObjectNode order = DeskClient.JSON.createObjectNode();
    order.put("repo", "acme/tiny-GGUF").put("type", "model");
    order.put("locationId", place.path("id").asText()).put("groupId", group.path("id").asText());
    order.set("members", group.path("members").deepCopy());
    return order;
  }

  private DeskClient.Answer delete(ObjectNode order) throws Exception {
    return client.send("DELETE", "/api/cache-selection", order.toString());
  }

  private void scan(Path root) throws Exception {
    client.post("/api/settings", "{\"localScanDirs\": [\"" + root + "\"]}").ok();
  }

  private String download(String repo, String filter) throws Exception {
    String body = "{\"repo\": \"%s\", \"filters\": [\"%s\"]}".formatted(repo, filter);
    return client.post("/api/download", body).ok().path("id").asText();
  }

  @Test
  void aFolderOfTheCacheThatBecameALinkSinceIsNotEntered() throws Exception {
    cache.snapshot(FOLDER, COMMIT, Map.of("sub/" + MODEL, "old"));
    ObjectNode order = order("sub/" + MODEL);
    Files.move(snapshot().resolve("sub"), folder.resolve("moved"));
    Files.createSymbolicLink(snapshot().resolve("sub"), outside);

    assertThat(delete(order).status()).isIn(400, 409);
    assertThat(outside.resolve(MODEL)).hasContent("old");
  }

  @Test
  void aPlainFolderThatBecameALinkSinceIsNotEntered() throws Exception {
    Path repo = Files.createDirectories(folder.resolve("local/acme/tiny-GGUF/sub"));
    Files.writeString(repo.resolve(MODEL), "old");
    scan(folder.resolve("local"));
    ObjectNode order = order("sub/" + MODEL);
    Files.move(repo, folder.resolve("moved"));
    Files.createSymbolicLink(repo, outside);

    assertThat(delete(order).status()).isIn(400, 409);
    assertThat(outside.resolve(MODEL)).hasContent("old");
    assertThat(folder.resolve("moved").resolve(MODEL)).hasContent("old");
  }

  @ParameterizedTest
  @ValueSource(strings = {"snapshots", "blobs"})
  void aCacheWhosePartsStandElsewhereIsLeftAlone(String part) throws Exception {
    cache.snapshot(FOLDER, COMMIT, Map.of(MODEL, "old"));
    ObjectNode order = order(MODEL);
    Path place = desk.cache().resolve(FOLDER).resolve(part);
    Path moved = Files.move(place, folder.resolve("moved"));
    Files.createSymbolicLink(place, moved);

    assertThat(delete(order).status()).isIn(400, 409);
    assertThat(folder.resolve("moved")).isDirectoryRecursivelyContaining("glob:**");
    assertThat(Files.exists(snapshot().resolve(MODEL), LinkOption.NOFOLLOW_LINKS)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "blobs/nested/x",
        "blobs/tmp-0123",
        "blobs/x.tmp-1",
        "blobs/x.incomplete",
        "blobs/x.0123abcd.incomplete",
        "blobs/x.0123abcd.journal.incomplete",
        "blobs/x.part",
        "blobs/x.part-07",
        "blobs/x.parts.json",
        "refs/main",
        "snapshots/other",
      })
  void anEntryThatShowsNoBlobIsLeftAlone(String target) throws Exception {
    cache.snapshot(FOLDER, COMMIT, Map.of(MODEL, "old"));
    Path place = desk.cache().resolve(FOLDER).resolve(target);
    Files.createDirectories(place.resolveSibling("x").getParent());
    Files.writeString(place, "something");
    Files.delete(snapshot().resolve(MODEL));
    Files.createSymbolicLink(snapshot().resolve(MODEL), Path.of("../..").resolve(target));

    assertThat(delete(order(MODEL)).status()).isEqualTo(409);
    assertThat(place).hasContent("something");
    assertThat(Files.isSymbolicLink(snapshot().resolve(MODEL))).isTrue();
  }

  /// A name that is no path of a repository is an entry all the same.
  @Test
  void aBlobThatAStrangeNameShowsStays() throws Exception {
    cache.snapshot(FOLDER, COMMIT, Map.of(MODEL, "old"));
    Path strange = snapshot().resolve("a\nb.gguf");
    Files.createSymbolicLink(strange, Files.readSymbolicLink(snapshot().resolve(MODEL)));

    JsonNode place =
        client.get("/api/cache-selection?repo=acme/tiny-GGUF&type=model").ok().at("/locations/0");

    assertThat(place.path("canDelete").asBoolean(true)).isFalse();
    assertThat(place.path("warning").asText()).contains("a name that no repository has");
    assertThat(strange).hasContent("old");
  }

  @Test
  void anIncompleteSetIsDeletedAsItIsListed() throws Exception {
    cache.snapshot(
        FOLDER,
        COMMIT,
        Map.of("b-Q8_0-00001-of-00003.gguf", "1", "b-Q8_0-00003-of-00003.gguf", "3"));

    JsonNode answer = delete(order("b-Q8_0-00003-of-00003.gguf")).ok();

    assertThat(answer.path("removed")).hasSize(2);
    assertThat(snapshot())
        .satisfiesAnyOf(
            gone -> assertThat(gone).doesNotExist(), empty -> assertThat(empty).isEmptyDirectory());
  }

  @Test
  void onlyADownloadThatWouldWriteItForbidsItsDeletion() throws Exception {
    client.post("/api/settings", "{\"maxActive\": 1}").ok();
    hub.file("models/acme/other", MODEL, new byte[2_000_000]).slow(200);
    hub.text("models/acme/tiny-GGUF", MODEL, "old")
        .text("models/acme/tiny-GGUF", "u-Q8_0.gguf", "8");
    cache.snapshot(FOLDER, COMMIT, Map.of(MODEL, "old", "u-Q8_0.gguf", "8"));
    String running = download("acme/other", "q4_0");
    client.await(running, "running");
    String waiting = download("acme/tiny-GGUF", "q4_0");

    assertThat(delete(order(MODEL)).status()).isEqualTo(409);
    assertThat(cache.read(FOLDER, COMMIT, MODEL)).isEqualTo("old");
    assertThat(delete(order("u-Q8_0.gguf")).status()).isEqualTo(200);

    client.delete("/api/jobs/" + waiting).ok();
    await().untilAsserted(() -> assertThat(delete(order(MODEL)).status()).isEqualTo(200));
    client.delete("/api/jobs/" + running).ok();
  }
}

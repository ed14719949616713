package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hubdesk.desk.selection.SelectionEndpoint;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Deleting one model of a GGUF repository, in the cache and in folders of plain files.
class SelectionTest extends DeskRig {

  private static final String OLD = "a".repeat(40);
  private static final String NEW = "b".repeat(40);
  private static final String FOLDER = "models--acme--tiny-GGUF";

  private CacheFolder cache;
  private Path local;

  @BeforeEach
  void start() throws Exception {
    cache = new CacheFolder(desk.cache());
    local = folder.resolve("local/acme/tiny-GGUF");
  }

  @Test
  void groupsAreFullFamilies() throws Exception {
    cache.snapshot(
        FOLDER,
        OLD,
        Map.of(
            "tiny-Q4_K_M.gguf", "1",
            "Tiny-Q4_K_M.gguf", "2",
            "big-Q4_K_M.gguf", "3",
            "big-Q8_0-00001-of-00002.gguf", "4",
            "big-Q8_0-00002-of-00002.gguf", "5",
            "big-Q8_0-00001-of-00003.gguf", "6",
            "big-Q8_0.gguf", "7",
            "mmproj-F16.gguf", "8",
            "README.md", "9"));

    JsonNode location = locations().get(0);

    assertThat(location.path("source").asText()).isEqualTo("HF cache");
    assertThat(location.path("id").asText()).startsWith("hf-");
    assertThat(location.path("canDelete").asBoolean()).isTrue();
    assertThat(location.path("groups")).hasSize(6);
    assertThat(location.path("groups").findValuesAsText("label"))
        .contains("big · Q8_0", "tiny · Q4_K_M", "Tiny · Q4_K_M");
    JsonNode split = group(location, "big-Q8_0-00001-of-00002.gguf");
    assertThat(split.path("id").asText()).matches("gguf-[0-9a-f]{24}");
    assertThat(split.path("quant").asText()).isEqualTo("Q8_0");
    assertThat(split.path("members")).hasSize(2);
    assertThat(split.has("warning")).isFalse();
    assertThat(split.at("/members/0/versions/0").asText()).isEqualTo(OLD);
    assertThat(split.at("/members/0/size").asLong()).isEqualTo(1);
    JsonNode half = group(location, "big-Q8_0-00001-of-00003.gguf");
    assertThat(half.path("warning").asText()).isEqualTo("1 of 3 parts are here");
  }

  @Test
  void deletesAllVersionsAndTheirBlobsAndNothingElse() throws Exception {
    cache.snapshot(FOLDER, OLD, Map.of("t-Q4_0.gguf", "old", "t-Q8_0.gguf", "8", "README.md", "r"));
    cache.snapshot(FOLDER, NEW, Map.of("t-Q4_0.gguf", "new", "sub/t-Q4_0.gguf", "sub"));
    cache.ref(FOLDER, "main", NEW);
    cache.leftover(FOLDER, "x.12345678.incomplete");

    DeskClient.Answer answer = delete(order(0, "t-Q4_0.gguf"));

    assertThat(answer.status()).as("%s", answer.json()).isEqualTo(200);
    assertThat(answer.json().path("ok").asBoolean()).isTrue();
    assertThat(answer.json().at("/removed/0").asText()).isEqualTo("t-Q4_0.gguf");
    assertThat(answer.json().path("remaining")).isEmpty();
    assertThat(entry(OLD, "t-Q4_0.gguf")).doesNotExist();
    assertThat(entry(NEW, "t-Q4_0.gguf")).doesNotExist();
    assertThat(blob("old")).doesNotExist();
    assertThat(blob("new")).doesNotExist();
    assertThat(cache.read(FOLDER, OLD, "t-Q8_0.gguf")).isEqualTo("8");
    assertThat(cache.read(FOLDER, OLD, "README.md")).isEqualTo("r");
    assertThat(cache.read(FOLDER, NEW, "sub/t-Q4_0.gguf")).isEqualTo("sub");
    assertThat(cache.readRef(FOLDER, "main")).isEqualTo(NEW);
    assertThat(desk.cache().resolve(FOLDER + "/blobs/x.12345678.incomplete")).exists();
  }

  @Test
  void aBlobThatAnotherFileNeedsStays() throws Exception {
    cache.snapshot(FOLDER, OLD, Map.of("t-Q4_0.gguf", "same", "copy/u-Q4_0.gguf", "same"));

    DeskClient.Answer answer = delete(order(0, "t-Q4_0.gguf"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().at("/retainedPayloads/0").asText())
        .isEqualTo(CacheFolder.sha256("same"));
    assertThat(cache.read(FOLDER, OLD, "copy/u-Q4_0.gguf")).isEqualTo("same");
  }

  @Test
  void hardLinksAndCopiesAreRecognised() throws Exception {
    cache.snapshot(FOLDER, OLD, Map.of("t-Q4_0.gguf", "hard"));
    Files.delete(entry(OLD, "t-Q4_0.gguf"));
    Files.createLink(entry(OLD, "t-Q4_0.gguf"), blob("hard"));
    cache.snapshot(FOLDER, NEW, Map.of());
    Files.createDirectories(entry(NEW, "x").getParent());
    Files.writeString(entry(NEW, "t-Q4_0.gguf"), "plain");

    assertThat(group(locations().get(0), "t-Q4_0.gguf").at("/members/0/size").asLong())
        .isEqualTo(9);
    assertThat(delete(order(0, "t-Q4_0.gguf")).status()).isEqualTo(200);
    assertThat(blob("hard")).doesNotExist();
    assertThat(entry(NEW, "t-Q4_0.gguf")).doesNotExist();
  }

  @Test
  void whatHasChangedSinceIsNotDeleted() throws Exception {
    cache.snapshot(FOLDER, OLD, Map.of("t-Q4_0.gguf", "old"));
    ObjectNode order = order(0, "t-Q4_0.gguf");

    cache.snapshot(FOLDER, NEW, Map.of("t-Q4_0.gguf", "new"));
    DeskClient.Answer version = delete(order);
    assertThat(version.status()).isEqualTo(409);
    assertThat(version.errorCode()).isEqualTo("conflict");

    ObjectNode size = order(0, "t-Q4_0.gguf");
    ((ObjectNode) size.at("/members/0")).put("size", 7);
    assertThat(delete(size).status()).isEqualTo(409);

    ObjectNode fewer = order(0, "t-Q4_0.gguf");
    fewer.putArray("members");
    assertThat(delete(fewer).status()).isEqualTo(409);
    assertThat(cache.read(FOLDER, OLD, "t-Q4_0.gguf")).isEqualTo("old");
  }

  @Test
  void whatIsMalformedOrUnknownIsRefused() throws Exception {
    cache.snapshot(FOLDER, OLD, Map.of("t-Q4_0.gguf", "old"));
    for (String query :
        List.of(
            "?repo=acme&type=model",
            "?repo=acme/tiny-GGUF",
            "?repo=acme/tiny-GGUF&type=dataset",
            "?repo=acme/tiny-GGUF&type=model&locationId=hf-none",
            "?repo=../../etc&type=model")) {
      assertThat(client.get("/api/cache-selection" + query).status()).as(query).isEqualTo(400);
    }
    for (String path :
        List.of("../t.gguf", "/t.gguf", "a//t.gguf", "a\\\\t.gguf", "C:t.gguf", "a/./t.gguf", "")) {
      ObjectNode order = order(0, "t-Q4_0.gguf");
      ((ObjectNode) order.at("/members/0")).put("path", path.replace("\\\\", "\\"));
      assertThat(delete(order).status()).as(path).isEqualTo(400);
    }
    ObjectNode group = order(0, "t-Q4_0.gguf").put("groupId", "gguf-0");
    assertThat(delete(group).status()).isEqualTo(400);
    ObjectNode location = order(0, "t-Q4_0.gguf").put("locationId", "hf-0");
    assertThat(delete(location).status()).isEqualTo(400);
    assertThat(cache.read(FOLDER, OLD, "t-Q4_0.gguf")).isEqualTo("old");
  }

  @Test
  void moreMembersOrVersionsThanAGroupMayHaveAreRefused() throws Exception {
    cache.snapshot(FOLDER, OLD, Map.of("t-Q4_0.gguf", "old"));
    int most = SelectionEndpoint.MAX_MEMBERS;

    assertThat(delete(members(most)).status()).isEqualTo(409);
    DeskClient.Answer more = delete(members(most + 1));
    assertThat(more.status()).isEqualTo(400);
    assertThat(more.json().path("error").asText()).isEqualTo("Invalid members");
    assertThat(delete(versions(most)).status()).isEqualTo(409);
    DeskClient.Answer versions = delete(versions(most + 1));
    assertThat(versions.status()).isEqualTo(400);
    assertThat(versions.json().path("error").asText()).isEqualTo("Invalid versions");
    assertThat(cache.read(FOLDER, OLD, "t-Q4_0.gguf")).isEqualTo("old");
  }

  private ObjectNode members(int count) throws Exception {
    ObjectNode order = order(0, "t-Q4_0.gguf");
    var members = order.putArray("members");
    for (int i = 0; i < count; i++) {
      members.addObject().put("path", "f" + i).put("size", 1);
    }
    return order;
  }

  private ObjectNode versions(int count) throws Exception {
    ObjectNode order = order(0, "t-Q4_0.gguf");
    var versions = ((ObjectNode) order.at("/members/0")).putArray("versions");
    for (int i = 0; i < count; i++) {
      versions.add("v" + i);
    }
    return order;
  }

  @Test
  void linksThatLeadElsewhereOrToADownloadAreNotTouched() throws Exception {
    cache.snapshot(FOLDER, OLD, Map.of("t-Q4_0.gguf", "old", "u-Q4_0.gguf", "x"));
    Path secret = Files.writeString(folder.resolve("secret.gguf"), "secret");
    Files.delete(entry(OLD, "t-Q4_0.gguf"));
    Files.createSymbolicLink(entry(OLD, "t-Q4_0.gguf"), secret);
    cache.leftover(FOLDER, "y.12345678.incomplete");
    Files.delete(entry(OLD, "u-Q4_0.gguf"));
    Files.createSymbolicLink(
        entry(OLD, "u-Q4_0.gguf"), Path.of("../../blobs/y.12345678.incomplete"));

    assertThat(delete(order(0, "t-Q4_0.gguf")).status()).isEqualTo(409);
    assertThat(delete(order(0, "u-Q4_0.gguf")).status()).isEqualTo(409);
    assertThat(secret).exists();
    assertThat(Files.exists(entry(OLD, "t-Q4_0.gguf"), LinkOption.NOFOLLOW_LINKS)).isTrue();
  }

  @Test
  void aSnapshotThatIsALinkMakesNothingDeletable() throws Exception {
    cache.snapshot(FOLDER, OLD, Map.of("t-Q4_0.gguf", "old"));
    Files.createSymbolicLink(
        desk.cache().resolve(FOLDER).resolve("snapshots").resolve(NEW),
        desk.cache().resolve(FOLDER).resolve("snapshots").resolve(OLD));

    JsonNode location = locations().get(0);

    assertThat(location.path("canDelete").asBoolean(true)).isFalse();
    assertThat(location.path("warning").asText()).contains("is a link");
  }

  @Test
  void plainFoldersAreLocationsOfTheirOwn() throws Exception {
    scanLocal();
    Path target = Files.writeString(folder.resolve("elsewhere.gguf"), "linked");
    Files.writeString(local.resolve("t-Q4_0.gguf"), "plain");
    Files.createSymbolicLink(local.resolve("u-Q4_0.gguf"), target);

    JsonNode location = locations().get(0);
    assertThat(location.path("source").asText()).isEqualTo("Local");
    assertThat(location.path("id").asText()).startsWith("local-");
    assertThat(group(location, "u-Q4_0.gguf").at("/members/0/linkOnly").asBoolean()).isTrue();

    DeskClient.Answer link = delete(order(0, "u-Q4_0.gguf"));
    assertThat(link.json().at("/linkOnlyEntries/0").asText()).isEqualTo("u-Q4_0.gguf");
    assertThat(target).hasContent("linked");
    assertThat(delete(order(0, "t-Q4_0.gguf")).status()).isEqualTo(200);
    assertThat(local.resolve("t-Q4_0.gguf")).doesNotExist();
    assertThat(local.resolve("README.md")).exists();
  }

  @Test
  void aDownloadThatWouldWriteTheFileForbidsIt() throws Exception {
    hub.file("models/acme/tiny-GGUF", "t-Q4_0.gguf", new byte[2_000_000]);
    hub.slow(200);
    cache.snapshot(FOLDER, OLD, Map.of("t-Q4_0.gguf", "old"));
    String job = client.download("{\"repo\": \"acme/tiny-GGUF\"}");

    DeskClient.Answer answer = delete(order(0, "t-Q4_0.gguf"));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(cache.read(FOLDER, OLD, "t-Q4_0.gguf")).isEqualTo("old");
    client.delete("/api/jobs/" + job);
  }

  @Test
  void aDownloadThatWaitsToWriteItUnderAnotherNameForbidsItToo() throws Exception {
    Path root = folder.resolve("local");
    Files.createDirectories(local);
    Files.writeString(local.resolve("t-Q4_0.gguf"), "mine");
    hub.file("models/acme/slow", "x.gguf", new byte[2_000_000])
        .text("models/other/source", "t-Q4_0.gguf", "theirs");
    hub.slow(200);
    client
        .post(
            "/api/settings",
            "{\"maxActive\": 1, \"localDir\": "
                + DeskClient.JSON.writeValueAsString(root.toString())
                + "}")
        .ok();
    client.post("/api/download", "{\"repo\": \"acme/slow\"}").ok();
    String waiting =
        client
            .post(
                "/api/download", "{\"repo\": \"other/source\", \"localRepo\": \"acme/tiny-GGUF\"}")
            .ok()
            .path("id")
            .asText();

    assertThat(delete(order(0, "t-Q4_0.gguf")).status()).isEqualTo(409);
    assertThat(local.resolve("t-Q4_0.gguf")).hasContent("mine");

    client.delete("/api/jobs/" + waiting).ok();
    // What the job may have begun is removed first.
    await().until(() -> delete(order(0, "t-Q4_0.gguf")).status() == 200);
    assertThat(local.resolve("t-Q4_0.gguf")).doesNotExist();
  }

  @Test
  void readableNamesGoWithWhatTheyShow() throws Exception {
    cache.snapshot(FOLDER, OLD, Map.of("t-Q4_0.gguf", "old", "u-Q4_0.gguf", "other"));
    Path name = readable("t-Q4_0.gguf", entry(OLD, "t-Q4_0.gguf"));
    Path stays = readable("u-Q4_0.gguf", entry(OLD, "u-Q4_0.gguf"));

    assertThat(locations().get(0).path("source").asText()).isEqualTo("Friendly view");
    assertThat(locations().get(0).path("canDelete").asBoolean(true)).isFalse();
    assertThat(locations().get(0).path("deleteReason").asText()).contains("HF cache");
    assertThat(delete(order(0, "t-Q4_0.gguf")).status()).isEqualTo(409);

    assertThat(delete(order(1, "t-Q4_0.gguf")).status()).isEqualTo(200);
    assertThat(Files.exists(name, LinkOption.NOFOLLOW_LINKS)).isFalse();
    assertThat(entry(OLD, "t-Q4_0.gguf")).doesNotExist();
    assertThat(stays).hasContent("other");
  }

  @Test
  void aReadableNameOfAnotherFileForbidsIt() throws Exception {
    cache.snapshot(FOLDER, OLD, Map.of("t-Q4_0.gguf", "old"));
    Path other = readable("mine.gguf", entry(OLD, "t-Q4_0.gguf"));
    readable("again.gguf", other);

    DeskClient.Answer answer = delete(order(1, "t-Q4_0.gguf"));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(other).hasContent("old");
  }

  @Test
  void aReadableNameThatLeadsToTheBlobKeepsIt() throws Exception {
    cache.snapshot(FOLDER, OLD, Map.of("t-Q4_0.gguf", "old"));
    Path direct = readable("mine.gguf", blob("old"));

    DeskClient.Answer answer = delete(order(1, "t-Q4_0.gguf"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().at("/retainedPayloads/0").asText())
        .isEqualTo(CacheFolder.sha256("old"));
    assertThat(direct).hasContent("old");
    assertThat(entry(OLD, "t-Q4_0.gguf")).doesNotExist();
  }

  @Test
  void namesThatRunInACircleForbidIt() throws Exception {
    cache.snapshot(FOLDER, OLD, Map.of("t-Q4_0.gguf", "old"));
    Path name = readable("t-Q4_0.gguf", entry(OLD, "t-Q4_0.gguf"));
    Files.createSymbolicLink(name.resolveSibling("a"), Path.of("b"));
    Files.createSymbolicLink(name.resolveSibling("b"), Path.of("a"));

    assertThat(delete(order(1, "t-Q4_0.gguf")).status()).isEqualTo(409);
    assertThat(name).hasContent("old");
  }

  private Path readable(String name, Path target) throws Exception {
    Path view = folder.resolve("view");
    Path parent = Files.createDirectories(view.resolve("models/acme/tiny-GGUF"));
    Path link = parent.resolve(name);
    Files.createSymbolicLink(link, parent.relativize(target));
    client.post("/api/settings", "{\"friendlyDir\": \"" + view + "\"}").ok();
    return link;
  }

  private JsonNode locations() throws Exception {
    return client.get("/api/cache-selection?repo=acme/tiny-GGUF&type=model").ok().path("locations");
  }

  private static JsonNode group(JsonNode location, String path) {
    return StreamSupport.stream(location.path("groups").spliterator(), false)
        .filter(group -> group.path("members").findValuesAsText("path").contains(path))
        .findFirst()
        .orElseThrow();
  }

  private ObjectNode order(int location, String path) throws Exception {
    JsonNode place = locations().get(location);
    JsonNode group = group(place, path);
    ObjectNode order = DeskClient.JSON.createObjectNode();
    order.put("repo", "acme/tiny-GGUF").put("type", "model");
    order.put("locationId", place.path("id").asText()).put("groupId", group.path("id").asText());
    order.set("members", group.path("members").deepCopy());
    return order;
  }

  private DeskClient.Answer delete(ObjectNode order) throws Exception {
    return client.send("DELETE", "/api/cache-selection", order.toString());
  }

  private void scanLocal() throws Exception {
    Files.createDirectories(local);
    Files.writeString(local.resolve("README.md"), "read me");
    Path root = folder.resolve("local");
    client.post("/api/settings", "{\"localScanDirs\": [\"" + root + "\"]}").ok();
  }

  private Path entry(String commit, String path) {
    return cache.entry(FOLDER, commit, path);
  }

  private Path blob(String content) {
    return desk.cache().resolve(FOLDER).resolve("blobs").resolve(CacheFolder.sha256(content));
  }
}

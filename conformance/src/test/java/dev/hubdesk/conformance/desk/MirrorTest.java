package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MirrorTest extends DeskRig {

  private static final String OLD = "a".repeat(40);
  private static final String NEW = "b".repeat(40);

  private Path target;
  private Path mirrored;
  private CacheFolder here;

  @BeforeEach
  void start() throws Exception {
    target = Files.createDirectory(folder.resolve("nas"));
    mirrored = target.resolve("hub");
    here = new CacheFolder(desk.cache());
    here.snapshot("models--acme--tiny", OLD, Map.of("model.gguf", "weights", "a/b.json", "{}"));
    here.ref("models--acme--tiny", "main", OLD);
    here.snapshot("datasets--acme--tiny", OLD, Map.of("train.csv", "a,b"));
    here.ref("datasets--acme--tiny", "main", OLD);
  }

  @Test
  void targetsAreKeptListedByNameAndForgotten() throws Exception {
    client.post("/api/mirror/targets", target("nas", target, "home NAS")).ok();
    JsonNode added = client.post("/api/mirror/targets", target("gone", folder.resolve("x"))).ok();
    assertThat(added.path("success").asBoolean()).isTrue();
    assertThat(added.at("/target/name").asText()).isEqualTo("gone");

    JsonNode listed = client.get("/api/mirror/targets").ok();
    assertThat(listed.path("count").asInt()).isEqualTo(2);
    assertThat(listed.path("targets").findValuesAsText("name")).containsExactly("gone", "nas");
    assertThat(listed.at("/targets/0/exists").asBoolean(true)).isFalse();
    assertThat(listed.at("/targets/1/exists").asBoolean()).isTrue();
    assertThat(listed.at("/targets/1/description").asText()).isEqualTo("home NAS");

    assertThat(client.delete("/api/mirror/targets/gone").ok().path("success").asBoolean()).isTrue();
    assertThat(client.delete("/api/mirror/targets/gone").status()).isEqualTo(404);
  }

  @Test
  void aTargetNeedsANameAndAnAbsolutePath() throws Exception {
    for (String body :
        List.of(
            "{\"path\": \"/mnt\"}",
            "{\"name\": \"nas\"}",
            target("with space", target),
            target("../nas", target),
            target("n".repeat(65), target),
            "{\"name\": \"nas\", \"path\": \"relative\"}",
            "{\"name\": 7, \"path\": \"/mnt\"}",
            "[]")) {
      DeskClient.Answer answer = client.post("/api/mirror/targets", body);
      assertThat(answer.status()).as(body).isEqualTo(400);
      assertThat(answer.errorCode()).isEqualTo("bad_request");
    }
    client.post("/api/mirror/targets", target("n".repeat(64), target)).ok();
  }

  @Test
  void targetsFileIsEditedByPeopleAndNeverOverwrittenWhenItCannotBeRead() throws Exception {
    Path file = desk.settingsFile().resolveSibling("targets.yaml");
    Files.writeString(
        file, "owner: ana\ntargets:\n  nas:\n    path: " + target + "\n    colour: red\n");
    client.post("/api/mirror/targets", target("usb", target)).ok();
    assertThat(Files.readString(file)).contains("owner: ana", "colour: red", "usb:");

    Files.writeString(file, "targets: [no map]\n");
    DeskClient.Answer unreadable = client.get("/api/mirror/targets");
    assertThat(unreadable.status()).isEqualTo(500);
    assertThat(unreadable.json().path("error").asText()).isEqualTo("Mirror targets cannot be read");
    assertThat(unreadable.json().path("details").asText())
        .startsWith(file + " has '[no map]' where a map was expected");
    assertThat(client.post("/api/mirror/targets", target("usb", target)).status()).isEqualTo(500);
    assertThat(Files.readString(file)).isEqualTo("targets: [no map]\n");
  }

  @Test
  void branchesWithNamesLikeLeftoversAreBranches() throws Exception {
    here.snapshot("models--gpt2", OLD, Map.of("config.json", "{}"));
    for (String branch : List.of("tmp-x", "half.part", "old.lock")) {
      here.ref("models--gpt2", branch, OLD);
    }

    client.post("/api/mirror/push", "{\"target\": \"" + target + "\"}").ok();

    assertThat(mirrored.resolve("models--gpt2/refs"))
        .isDirectoryContaining("glob:**tmp-x")
        .isDirectoryContaining("glob:**half.part")
        .isDirectoryContaining("glob:**old.lock");
  }

  @Test
  void diffTellsMissingOutdatedAndExtraByTypeAndName() throws Exception {
    CacheFolder there = new CacheFolder(mirrored);
    there.snapshot("models--acme--tiny", OLD, Map.of("model.gguf", "weights"));
    there.ref("models--acme--tiny", "main", OLD);
    there.snapshot("models--other--big", OLD, Map.of("x.bin", "xx"));
    here.snapshot("models--gpt2", OLD, Map.of("config.json", "{}"));
    there.snapshot("models--gpt2", OLD, Map.of("config.json", "{}"));

    JsonNode diff = client.post("/api/mirror/diff", "{\"target\": \"" + target + "\"}").ok();

    assertThat(diff.path("diffs")).hasSize(3);
    assertThat(lines(diff))
        .containsExactly(
            "dataset acme/tiny missing", "model acme/tiny outdated", "model other/big extra");
    assertThat(diff.at("/summary/missing").asInt()).isEqualTo(1);
    assertThat(diff.at("/summary/outdated").asInt()).isEqualTo(1);
    assertThat(diff.at("/summary/extra").asInt()).isEqualTo(1);
    assertThat(diff.at("/summary/inSync").asInt()).isEqualTo(1);
    assertThat(diff.at("/summary/extraSizeHuman").asText()).isEqualTo("2 B");
    assertThat(diff.path("targetPath").asText()).isEqualTo(target.toString());
    assertThat(diff.path("effectiveHubDir").asText()).isEqualTo(desk.cache().toString());

    JsonNode some =
        client.post("/api/mirror/diff", order(target, "\"repoFilter\": \"OTHER\"")).ok();
    assertThat(lines(some)).containsExactly("model other/big extra");
  }

  @Test
  void pushCopiesWhatIsMissingAndFindsWhatIsOutdated() throws Exception {
    here.leftover("models--acme--tiny", "x.12345678.incomplete");

    JsonNode first = client.post("/api/mirror/push", order(target)).ok();

    assertThat(first.path("success").asBoolean()).isTrue();
    assertThat(first.path("dryRun").asBoolean(true)).isFalse();
    assertThat(first.path("copied").asInt()).isEqualTo(2);
    assertThat(first.path("copiedSize").asLong()).isEqualTo(7 + 2 + 3);
    assertThat(first.path("copiedSizeHuman").asText()).isEqualTo("12 B");
    assertThat(first.path("deleted").asInt()).isZero();
    assertThat(first.path("errors")).isEmpty();
    CacheFolder there = new CacheFolder(mirrored);
    assertThat(there.read("models--acme--tiny", OLD, "model.gguf")).isEqualTo("weights");
    assertThat(there.read("models--acme--tiny", OLD, "a/b.json")).isEqualTo("{}");
    assertThat(there.readRef("models--acme--tiny", "main")).isEqualTo(OLD);
    assertThat(names(mirrored.resolve("models--acme--tiny/blobs"))).hasSize(2);
    assertThat(mirrored.resolve("CACHEDIR.TAG")).exists();

    here.snapshot("models--acme--tiny", NEW, Map.of("model.gguf", "Weights"));
    here.ref("models--acme--tiny", "main", NEW);
    JsonNode second = client.post("/api/mirror/push", order(target)).ok();

    assertThat(second.path("copied").asInt()).isEqualTo(1);
    assertThat(second.path("copiedSize").asLong()).isEqualTo(7);
    assertThat(there.read("models--acme--tiny", NEW, "model.gguf")).isEqualTo("Weights");
    assertThat(there.readRef("models--acme--tiny", "main")).isEqualTo(NEW);
    JsonNode third = client.post("/api/mirror/push", order(target)).ok();
    assertThat(third.path("copied").asInt()).isZero();
  }

  @Test
  void pullBringsBackWhatTheTargetHas() throws Exception {
    new CacheFolder(mirrored).snapshot("models--other--big", OLD, Map.of("x.bin", "xx"));

    JsonNode answer = client.post("/api/mirror/pull", order(target)).ok();

    assertThat(answer.at("/repos/0").asText()).isEqualTo("other/big");
    assertThat(here.read("models--other--big", OLD, "x.bin")).isEqualTo("xx");
  }

  @Test
  void aDryRunTellsTheSameAndWritesNothing() throws Exception {
    new CacheFolder(mirrored).snapshot("models--other--big", OLD, Map.of("x.bin", "xx"));

    JsonNode dry =
        client
            .post("/api/mirror/push", order(target, "\"dryRun\": true, \"deleteExtra\": true"))
            .ok();

    assertThat(dry.path("dryRun").asBoolean()).isTrue();
    assertThat(dry.path("copied").asInt()).isEqualTo(2);
    assertThat(dry.path("deleted").asInt()).isEqualTo(1);
    assertThat(names(mirrored)).containsExactly("models--other--big");
    assertThat(client.get("/api/mirror/jobs").ok().path("count").asInt()).isZero();
  }

  @Test
  void deleteExtraRemovesRepositoriesThatTheSourceHasNot() throws Exception {
    new CacheFolder(mirrored).snapshot("models--other--big", OLD, Map.of("x.bin", "xx"));

    JsonNode answer = client.post("/api/mirror/push", order(target, "\"deleteExtra\": true")).ok();

    assertThat(answer.path("deleted").asInt()).isEqualTo(1);
    assertThat(answer.path("deletedSize").asLong()).isGreaterThanOrEqualTo(2);
    assertThat(mirrored.resolve("models--other--big")).doesNotExist();
  }

  @Test
  void anEmptySourceDeletesNothing() throws Exception {
    Files.createDirectories(mirrored);

    DeskClient.Answer answer =
        client.post("/api/mirror/pull", order(target, "\"deleteExtra\": true"));

    assertThat(answer.json().path("success").asBoolean(true)).isFalse();
    assertThat(answer.json().at("/errors/0").asText()).contains("nothing is deleted");
    assertThat(here.read("models--acme--tiny", OLD, "model.gguf")).isEqualTo("weights");
  }

  @Test
  void aDamagedSourceIsNotCopiedAndTheOthersAre() throws Exception {
    here.damage("models--acme--tiny", OLD, "model.gguf", "weighty");

    JsonNode answer = client.post("/api/mirror/push", order(target)).ok();

    assertThat(answer.path("success").asBoolean(true)).isFalse();
    assertThat(answer.at("/errors/0").asText()).contains("acme/tiny", "damaged");
    assertThat(mirrored.resolve("models--acme--tiny/refs/main")).doesNotExist();
    assertThat(names(mirrored.resolve("models--acme--tiny/blobs"))).hasSizeLessThan(2);
    assertThat(new CacheFolder(mirrored).read("datasets--acme--tiny", OLD, "train.csv"))
        .isEqualTo("a,b");
    assertThat(answer.path("status").asText()).isEqualTo("failed");
  }

  @Test
  void verifyMendsWhatIsDamagedAtTheTarget() throws Exception {
    client.post("/api/mirror/push", order(target)).ok();
    CacheFolder there = new CacheFolder(mirrored);
    there.damage("models--acme--tiny", OLD, "model.gguf", "weighty");
    assertThat(client.post("/api/mirror/push", order(target)).ok().path("mended").asInt()).isZero();

    JsonNode answer = client.post("/api/mirror/push", order(target, "\"verify\": true")).ok();

    assertThat(answer.path("mended").asInt()).isEqualTo(1);
    assertThat(there.read("models--acme--tiny", OLD, "model.gguf")).isEqualTo("weights");
  }

  @Test
  void forceCopiesEverythingAgain() throws Exception {
    client.post("/api/mirror/push", order(target)).ok();

    JsonNode answer = client.post("/api/mirror/push", order(target, "\"force\": true")).ok();

    assertThat(answer.path("copied").asInt()).isEqualTo(2);
    assertThat(answer.path("copiedSize").asLong()).isEqualTo(12);
  }

  @Test
  void cachesWithoutSymbolicLinksAreCopiedToo() throws Exception {
    Path entry = here.entry("datasets--acme--tiny", OLD, "train.csv");
    Path blob = entry.toRealPath();
    Files.delete(entry);
    Files.createLink(entry, blob);
    Path plain = here.entry("models--acme--tiny", OLD, "model.gguf");
    Files.delete(plain);
    Files.writeString(plain, "weights");

    assertThat(client.post("/api/mirror/push", order(target)).ok().path("success").asBoolean())
        .isTrue();

    CacheFolder there = new CacheFolder(mirrored);
    assertThat(there.read("datasets--acme--tiny", OLD, "train.csv")).isEqualTo("a,b");
    assertThat(names(mirrored.resolve("datasets--acme--tiny/blobs")))
        .containsExactly(CacheFolder.sha256("a,b"));
    assertThat(there.read("models--acme--tiny", OLD, "model.gguf")).isEqualTo("weights");
    JsonNode diff = client.post("/api/mirror/diff", order(target)).ok();
    assertThat(diff.at("/summary/inSync").asInt()).isEqualTo(2);
  }

  @Test
  void linksThatLeadOutAreRefused() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "secret");
    Path snapshot = desk.cache().resolve("models--acme--tiny/snapshots").resolve(OLD);
    Files.createSymbolicLink(snapshot.resolve("leak.txt"), secret);

    JsonNode answer = client.post("/api/mirror/push", order(target)).ok();

    assertThat(answer.path("success").asBoolean(true)).isFalse();
    assertThat(answer.at("/errors/0").asText()).contains("leads out of its repository");
    assertThat(mirrored.resolve("models--acme--tiny")).doesNotExist();
  }

  @Test
  void aLinkAtTheTargetIsNotWrittenThrough() throws Exception {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.createDirectories(mirrored);
    Files.createSymbolicLink(mirrored.resolve("models--acme--tiny"), elsewhere);

    JsonNode answer = client.post("/api/mirror/push", order(target)).ok();

    assertThat(answer.path("success").asBoolean(true)).isFalse();
    assertThat(names(elsewhere)).isEmpty();
  }

  @Test
  void oneFolderOrOneInTheOtherIsRefused() throws Exception {
    Path inside = Files.createDirectory(desk.cache().resolve("backup"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), desk.cache());
    for (Path place : List.of(desk.cache(), inside, link, folder.resolve("not-there"))) {
      DeskClient.Answer answer = client.post("/api/mirror/push", order(place));
      assertThat(answer.status()).as("%s", place).isEqualTo(400);
    }
    DeskClient.Answer unknown = client.post("/api/mirror/push", "{\"target\": \"nobody\"}");
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.json().path("error").asText()).isEqualTo("Unknown target");
  }

  @Test
  void anAsynchronousPushIsAJob() throws Exception {
    DeskClient.Answer started = client.post("/api/mirror/push", order(target, "\"async\": true"));

    assertThat(started.status()).isEqualTo(202);
    String id = started.json().path("id").asText();
    JsonNode job = client.get("/api/mirror/jobs/" + id).ok();
    while (!job.path("status").asText().equals("completed")) {
      assertThat(job.path("status").asText()).isIn("queued", "running");
      Thread.sleep(20);
      job = client.get("/api/mirror/jobs/" + id).ok();
    }
    assertThat(job.at("/result/copied").asInt()).isEqualTo(2);
    assertThat(job.path("direction").asText()).isEqualTo("push");
    assertThat(client.post("/api/mirror/jobs/" + id + "/pause", "").status()).isEqualTo(409);
    assertThat(client.post("/api/mirror/jobs/" + id + "/dismiss", "").status()).isEqualTo(200);
    assertThat(client.get("/api/mirror/jobs/" + id).status()).isEqualTo(404);
  }

  private static List<String> lines(JsonNode diff) {
    return Stream.iterate(0, i -> i < diff.path("diffs").size(), i -> i + 1)
        .map(i -> diff.path("diffs").get(i))
        .map(one ->
            one.path("type").asText()
                + " "
                + one.path("repo").asText()
                + " "
                + one.path("status").asText())
        .toList();
  }

  private static List<String> names(Path folder) throws Exception {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private static String target(String name, Path path) {
    return "{\"name\": \"" + name + "\", \"path\": \"" + path + "\"}";
  }

  private static String target(String name, Path path, String description) {
    return "{\"name\": \"%s\", \"path\": \"%s\", \"description\": \"%s\"}"
        .formatted(name, path, description);
  }

  private static String order(Path target, String... fields) {
    String more = fields.length == 0 ? "" : ", " + String.join(", ", fields);
    return "{\"target\": \"" + target + "\"" + more + "}";
  }
}

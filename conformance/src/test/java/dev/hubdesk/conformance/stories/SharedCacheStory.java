package dev.hubdesk.conformance.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hubdesk.conformance.clients.DeskApi;
import dev.hubdesk.conformance.clients.Program;
import dev.hubdesk.conformance.clients.Python;
import dev.hubdesk.testkit.desk.RunningDesk;
import dev.hubdesk.testkit.hub.RunningHub;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// One cache, used by the Desk and by stock clients in turn and at the same time: each takes what
/// the other wrote for its own, and nothing comes twice.
class SharedCacheStory {

  private static final String REPO = "ana/shared";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private RunningHub hub;
  private RunningDesk desk;
  private DeskApi api;
  private String commit;

  @BeforeEach
  void publish() throws Exception {
    hub = RunningHub.on(folder.resolve("hub")).user("ana").start();
    desk = RunningDesk.on(folder).endpoint(hub.url(), RunningHub.readToken("ana")).start();
    api = new DeskApi(URI.create(desk.url()));
    commit =
        Python.NEWEST
            .script(
                "shared_cache.py",
                URI.create(hub.url()),
                RunningHub.writeToken("ana"),
                "publish",
                REPO)
            .mustRun()
            .strip();
  }

  @AfterEach
  void stop() throws Exception {
    api.close();
    desk.close();
    hub.close();
  }

  private Program step(Python python, String name) {
    return python
        .script("shared_cache.py", URI.create(hub.url()), RunningHub.readToken("ana"), name, REPO)
        .with("HF_HUB_CACHE", desk.cache().toString());
  }

  private String run(Python python, String name) throws Exception {
    return step(python, name).mustRun().strip();
  }

  private void download(String more) throws Exception {
    DeskApi.Answer started = api.post("/api/download", "{\"repo\": \"" + REPO + "\"" + more + "}");
    api.await(
        started.body().path("id").asText(),
        Duration.ofMinutes(2),
        now -> now.path("status").asText().equals("completed"));
  }

  private JsonNode details() throws Exception {
    return api.get("/api/cache/" + REPO);
  }

  /// Every file below the blobs with its identity and the time of its last change.
  private Map<String, String> blobs() throws Exception {
    var all = new TreeMap<String, String>();
    try (Stream<Path> blobs = Files.list(desk.cache().resolve("models--ana--shared/blobs"))) {
      for (Path blob : blobs.toList()) {
        all.put(
            blob.getFileName().toString(),
            Files.readAttributes(blob, "fileKey,lastModifiedTime,size", LinkOption.NOFOLLOW_LINKS)
                .toString());
      }
    }
    return all;
  }

  private void assertSeenAlike(Python python) throws Exception {
    JsonNode theirs = JSON.readTree(run(python, "scan"));
    JsonNode ours = details();
    assertThat(ours.path("size").asLong()).isEqualTo(theirs.path("size").asLong());
    assertThat(ours.path("fileCount").asInt()).isEqualTo(theirs.path("files").asInt());
    assertThat(ours.path("snapshots")).isEqualTo(theirs.path("commits"));
    assertThat(ours.at("/revisions/0/refs")).isEqualTo(theirs.path("refs"));
  }

  @ParameterizedTest
  @EnumSource(Python.class)
  void whatTheDeskWroteIsWholeAndCleanForTheClient(Python python) throws Exception {
    download("");
    assertSeenAlike(python);
    assertThat(JSON.readTree(run(python, "offline"))).hasSize(7);
    assertThat(run(python, "commands")).isEqualTo("clean");
    Map<String, String> before = blobs();
    run(python, "download");
    assertThat(blobs()).isEqualTo(before);
    run(python, "remove");
    assertThat(api.get("/api/cache").path("repos")).isEmpty();
    download("");
    assertSeenAlike(python);
  }

  @ParameterizedTest
  @EnumSource(Python.class)
  void whatTheClientWroteIsListedVerifiedAndNotFetchedAgain(Python python) throws Exception {
    run(python, "download");
    assertSeenAlike(python);
    assertThat(details().path("downloadStatus").asText())
        .isEqualTo(python == Python.NEWEST ? "complete" : "unknown");
    Map<String, String> before = blobs();
    download("");
    assertThat(blobs()).isEqualTo(before);
    assertThat(details().path("downloadStatus").asText()).isEqualTo("complete");
    assertThat(verified()).contains("\"success\":true").contains("\"ok\":7");
    assertThat(run(python, "commands")).isEqualTo("clean");
    assertThat(api.delete("/api/cache/" + REPO).status()).isEqualTo(200);
    run(python, "download");
    assertSeenAlike(python);
  }

  @ParameterizedTest
  @EnumSource(Python.class)
  void bothFetchTheSameAtTheSameTime(Python python) throws Exception {
    Program.Running client = step(python, "download").start();
    download("");
    assertThat(client.await(Program.LIMIT).exitCode()).isZero();
    assertSeenAlike(python);
    assertThat(blobs().keySet()).hasSize(6).noneMatch(name -> name.contains("incomplete"));
    assertThat(run(python, "commands")).isEqualTo("clean");
  }

  @ParameterizedTest
  @EnumSource(Python.class)
  void aPartThatTheDeskBroughtIsNotTakenForTheWhole(Python python) throws Exception {
    download(", \"filters\": [\"q4_k_m\"]");
    assertThat(details().path("downloadStatus").asText()).isEqualTo("filtered");
    assertThat(run(python, "incomplete")).isEqualTo("noticed");
    assertSeenAlike(python);
    run(python, "download");
    assertThat(details().path("downloadStatus").asText()).isEqualTo("complete");
    assertThat(details().path("snapshots").get(0).asText()).isEqualTo(commit);
  }

  private String verified() throws Exception {
    List<String> lines =
        Program.curl("-X", "POST", desk.url() + "/api/cache/" + REPO + "/verify")
            .mustRun()
            .lines()
            .toList();
    return lines.getLast();
  }
}

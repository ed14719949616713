package dev.hubdesk.conformance.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.conformance.clients.DeskApi;
import dev.hubdesk.conformance.clients.Python;
import dev.hubdesk.testkit.desk.RunningDesk;
import dev.hubdesk.testkit.hub.RunningHub;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Real files that the Desk brought are left alone by `snapshot_download(local_dir=…)`, and the
/// other way round, with the newest client and an old one.
class LocalFoldersStory {

  private static final String REPO = "ana/plain";

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Python.class)
  void eachLeavesAloneWhatTheOtherBrought(Python client) throws Exception {
    try (RunningHub hub = RunningHub.on(folder.resolve("hub")).user("ana").start();
        RunningDesk desk =
            RunningDesk.on(folder).endpoint(hub.url(), RunningHub.readToken("ana")).start();
        DeskApi api = new DeskApi(URI.create(desk.url()))) {
      upload(hub);
      Path ours = folder.resolve("ours");
      Path theirs = folder.resolve("theirs");

      desk(api, ours);
      Map<String, FileTime> before = times(ours.resolve(REPO));
      client(client, hub, ours.resolve(REPO));
      assertThat(times(ours.resolve(REPO))).isEqualTo(before).hasSizeGreaterThan(2);
      assertThat(ours.resolve(REPO).resolve("sub/weights.gguf")).hasBinaryContent(weights());

      client(client, hub, theirs.resolve(REPO));
      before = times(theirs.resolve(REPO));
      desk(api, theirs);
      assertThat(times(theirs.resolve(REPO))).isEqualTo(before).hasSizeGreaterThan(2);
    }
  }

  /// The partial file becomes the file: what has another key was fetched once more.
  @ParameterizedTest
  @EnumSource(Python.class)
  void aClientThatComesMeanwhileWaitsAndFetchesNothing(Python client) throws Exception {
    try (RunningHub hub = RunningHub.on(folder.resolve("hub")).user("ana").start();
        RunningDesk desk =
            RunningDesk.on(folder).endpoint(hub.url(), RunningHub.readToken("ana")).start();
        DeskApi api = new DeskApi(URI.create(desk.url()))) {
      upload(hub);
      Path repo = folder.resolve("both").resolve(REPO);
      api.post("/api/settings", "{\"maxSpeed\": \"400KB\"}");
      start(api, folder.resolve("both"));
      Object partial = partial(repo);

      client(client, hub, repo);

      assertThat(repo.resolve("sub/weights.gguf")).hasBinaryContent(weights());
      assertThat(Files.getAttribute(repo.resolve("sub/weights.gguf"), "unix:ino"))
          .isEqualTo(partial);
    }
  }

  private static Object partial(Path repo) throws Exception {
    Path folder = repo.resolve(".cache/huggingface/download/sub");
    while (true) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> all = Files.list(folder)) {
          Optional<Path> partial =
              all.filter(path -> path.toString().matches(".*[.][0-9a-f]{8}[.]incomplete"))
                  .findFirst();
          if (partial.isPresent()) {
            return Files.getAttribute(partial.get(), "unix:ino");
          }
        }
      }
      Thread.sleep(20);
    }
  }

  private static byte[] weights() {
    var bytes = new byte[3 << 20];
    Arrays.fill(bytes, (byte) 7);
    return bytes;
  }

  private void upload(RunningHub hub) throws Exception {
    Path model = Files.createDirectories(folder.resolve("model/sub"));
    Files.write(model.resolve("weights.gguf"), weights());
    Files.writeString(model.resolveSibling("config.json"), "{}");
    Python.NEWEST
        .script(
            "upload_plain.py",
            URI.create(hub.url()),
            RunningHub.writeToken("ana"),
            REPO,
            folder.resolve("model").toString())
        .mustRun();
  }

  private static void desk(DeskApi api, Path root) throws Exception {
    api.await(
        start(api, root),
        Duration.ofMinutes(1),
        now -> now.path("status").asText().equals("completed"));
  }

  private static String start(DeskApi api, Path root) throws Exception {
    assertThat(api.post("/api/settings", "{\"localDir\": \"" + root + "\"}").status())
        .isEqualTo(200);
    DeskApi.Answer started = api.post("/api/download", "{\"repo\": \"" + REPO + "\"}");
    assertThat(started.status()).as("%s", started).isEqualTo(202);
    return started.body().path("id").asText();
  }

  private static void client(Python client, RunningHub hub, Path local) throws Exception {
    client
        .script(
            "download_local.py",
            URI.create(hub.url()),
            RunningHub.readToken("ana"),
            REPO,
            local.toString())
        .mustRun();
  }

  /// When each file, the records apart, was written.
  private static Map<String, FileTime> times(Path repo) throws Exception {
    var times = new TreeMap<String, FileTime>();
    try (Stream<Path> all = Files.walk(repo)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = repo.relativize(file).toString();
        if (!name.startsWith(".cache")) {
          times.put(name, Files.getLastModifiedTime(file));
        }
      }
    }
    return times;
  }
}

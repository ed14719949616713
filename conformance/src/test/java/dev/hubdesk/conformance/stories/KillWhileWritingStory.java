package dev.hubdesk.conformance.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hubdesk.conformance.clients.Http;
import dev.hubdesk.conformance.clients.Program;
import dev.hubdesk.conformance.clients.Python;
import dev.hubdesk.testkit.built.BuiltHubdesk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// kill -9 while a client uploads and commits, at moments nobody chose: nothing acknowledged is
/// lost, nothing that is listed dangles, and the bytes of what never became visible are swept.
class KillWhileWritingStory {

  private static final String REPO = "admin/killed";
  private static final int KILLS = Boolean.getBoolean("hubdesk.long") ? 40 : 4;

  private static final int MIB = Boolean.getBoolean("hubdesk.long") ? 2048 : 256;

  @TempDir private Path folder;

  @Test
  void nothingAcknowledgedIsLostAndNothingVisibleDangles() throws Exception {
    var random = new Random(20261122);
    List<String> acknowledged = new ArrayList<>();
    try (BuiltHubdesk hubdesk = BuiltHubdesk.up(folder, "--collect-after", "0")) {
      for (int kill = 0; kill < KILLS; kill++) {
        acknowledged.addAll(writeUntilKilled(hubdesk, kill * 1000, random.nextInt(200, 2500)));
        hubdesk.start();
      }
      assertThat(acknowledged).as("commits that were acknowledged").isNotEmpty();
      int large = check(hubdesk, acknowledged);
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertThat(filesBelow("blobs/lfs")).isEqualTo(large));
      assertThat(filesBelow("blobs/.tmp")).isZero();
      assertThat(check(hubdesk, acknowledged)).isEqualTo(large);
    }
  }

  @Test
  void aLargeUploadThatIsKilledLeavesNothingAndItsRetrySucceeds() throws Exception {
    try (BuiltHubdesk hubdesk = BuiltHubdesk.up(folder, "--collect-after", "0")) {
      Program.Running upload = uploadLarge(hubdesk).start();
      await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> bytesBelow("blobs/.tmp") > (MIB / 8L) << 20);
      hubdesk.kill();
      upload.process().destroyForcibly().waitFor();
      assertThat(bytesBelow("blobs/.tmp")).as("bytes of the half").isLessThan((long) MIB << 20);
      assertThat(filesBelow("blobs/lfs")).isZero();

      hubdesk.start();
      assertThat(filesBelow("blobs/.tmp")).isZero();
      var http = new Http(hubdesk.hub(), hubdesk.adminToken());
      String tree = http.get("/api/models/" + REPO + "/tree/main?recursive=true").body();
      assertThat(tree).contains(".gitattributes").doesNotContain("heavy");

      assertThat(uploadLarge(hubdesk).mustRun()).contains("every byte the same");
      assertThat(bytesBelow("blobs/lfs")).isEqualTo((long) MIB << 20);
      assertThat(filesBelow("blobs/.tmp")).isZero();
    }
  }

  private Program uploadLarge(BuiltHubdesk hubdesk) throws IOException {
    return Python.NEWEST.script(
        "upload_large.py",
        hubdesk.hub(),
        hubdesk.adminToken(),
        REPO,
        folder.resolve("heavy.bin").toString(),
        Integer.toString(MIB));
  }

  private static List<String> writeUntilKilled(BuiltHubdesk hubdesk, int first, int millis)
      throws IOException, InterruptedException {
    WritingClient writer = WritingClient.start(hubdesk, REPO, first);
    writer.awaitAcknowledged(1);
    TimeUnit.MILLISECONDS.sleep(millis);
    return writer.killHub(hubdesk);
  }

  private int check(BuiltHubdesk hubdesk, List<String> acknowledged)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of(REPO, folder.resolve("scratch").toString()));
    arguments.addAll(acknowledged);
    String[] all = arguments.toArray(String[]::new);
    return Integer.parseInt(
        Python.NEWEST
            .script("check_written.py", hubdesk.hub(), hubdesk.adminToken(), all)
            .mustRun()
            .strip());
  }

  private long filesBelow(String name) throws IOException {
    return filesOf(name).size();
  }

  private long bytesBelow(String name) throws IOException {
    return filesOf(name).stream().mapToLong(file -> file.toFile().length()).sum();
  }

  private List<Path> filesOf(String name) throws IOException {
    try (Stream<Path> paths = Files.walk(folder.resolve("data").resolve(name))) {
      return paths.filter(Files::isRegularFile).toList();
    } catch (NoSuchFileException _) {
      return List.of();
    }
  }
}

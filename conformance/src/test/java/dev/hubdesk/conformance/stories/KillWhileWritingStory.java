package dev.hubdesk.conformance.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
      assertThat(filesBelow("blobs/tmp")).isZero();
      assertThat(check(hubdesk, acknowledged)).isEqualTo(large);
    }
  }

  private List<String> writeUntilKilled(BuiltHubdesk hubdesk, int first, int millis)
      throws IOException, InterruptedException {
    Program.Running writer =
        Python.NEWEST
            .script(
                "write_until_stopped.py",
                hubdesk.hub(),
                hubdesk.adminToken(),
                REPO,
                Integer.toString(first))
            .start();
    await().atMost(Duration.ofSeconds(60)).until(() -> writer.said("started"));
    TimeUnit.MILLISECONDS.sleep(millis);
    hubdesk.kill();
    // The client retries for a while before it believes that the server is gone.
    writer.process().destroyForcibly().waitFor();
    return writer.lines().stream().filter(line -> !line.equals("started")).toList();
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
    try (Stream<Path> paths = Files.walk(folder.resolve("data").resolve(name))) {
      return paths.filter(Files::isRegularFile).count();
    } catch (NoSuchFileException _) {
      return 0;
    }
  }
}

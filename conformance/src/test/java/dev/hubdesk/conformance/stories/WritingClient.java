package dev.hubdesk.conformance.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hubdesk.conformance.clients.Program;
import dev.hubdesk.conformance.clients.Python;
import dev.hubdesk.testkit.built.BuiltHubdesk;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// A stock client that commits to one repository, one commit after the other, until its Hub is
/// gone. Each commit has a number, and a Hub may refuse some.
final class WritingClient {

  private static final String STARTED = "started";

  /// How long the next acknowledged commit may take on a machine with much else to do.
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Program.Running running;

  private WritingClient(Program.Running running) {
    this.running = running;
  }

  /// Starts one, and waits until its repository is there.
  ///
  /// @param first the number of its first commit
  static WritingClient start(BuiltHubdesk hubdesk, String repository, int first)
      throws IOException {
    Program program =
        Python.NEWEST.script(
            "write_until_stopped.py",
            hubdesk.hub(),
            hubdesk.adminToken(),
            repository,
            Integer.toString(first));
    Program.Running running = program.start();
    await().atMost(PATIENCE).until(() -> running.said(STARTED));
    return new WritingClient(running);
  }

  /// The numbers of the commits that were acknowledged so far.
  List<String> acknowledged() throws IOException {
    return running.lines().stream().filter(line -> !line.equals(STARTED)).toList();
  }

  /// Waits until so many commits were acknowledged, however long, as long as they come.
  void awaitAcknowledged(int commits) {
    for (int i = 1; i <= commits; i++) {
      int wanted = i;
      await()
          .atMost(PATIENCE)
          .until(() -> {
            mustRun();
            return acknowledged().size() >= wanted;
          });
    }
  }

  /// Kills the Hub under it.
  ///
  /// @return the numbers of all commits that were acknowledged
  List<String> killHub(BuiltHubdesk hubdesk) throws IOException, InterruptedException {
    mustRun();
    hubdesk.kill();
    return end();
  }

  /// Ends it.
  ///
  /// @return the numbers of all commits that were acknowledged
  List<String> end() throws IOException, InterruptedException {
    // A client retries for a while before it believes that its server is gone.
    running.process().destroyForcibly().waitFor();
    return acknowledged();
  }

  private void mustRun() throws IOException, InterruptedException {
    if (!running.process().isAlive()) {
      assertThat(running.await(PATIENCE)).as("a client that writes until its Hub is gone").isNull();
    }
  }
}

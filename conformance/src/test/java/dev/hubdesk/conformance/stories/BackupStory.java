package dev.hubdesk.conformance.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hubdesk.conformance.clients.Program;
import dev.hubdesk.conformance.clients.Python;
import dev.hubdesk.testkit.built.BuiltHubdesk;
import dev.hubdesk.testkit.built.BuiltJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A backup of a Hub under load, restored into an empty directory: what was acknowledged before it
/// began is there, and every byte of every file is that of the source. Backup and restore that are
/// killed at moments nobody chose are none, and the next one completes.
class BackupStory {

  private static final boolean LONG = Boolean.getBoolean("hubdesk.long");
  private static final int WRITERS = 2;
  private static final int COMMITS = LONG ? 100 : 6;
  private static final int KILLS = LONG ? 20 : 2;

  @TempDir private Path folder;

  @BeforeEach
  void makeFolders() throws IOException {
    Files.createDirectory(folder.resolve("source"));
    Files.createDirectory(folder.resolve("restored"));
  }

  @Test
  void aBackupUnderLoadBringsBackEveryByte() throws Exception {
    try (BuiltHubdesk source = BuiltHubdesk.up(folder.resolve("source"))) {
      List<WritingClient> writers = startWriters(source);
      writers.forEach(writer -> writer.awaitAcknowledged(COMMITS));
      List<List<String>> acknowledged = new ArrayList<>();
      for (WritingClient writer : writers) {
        acknowledged.add(writer.acknowledged());
      }

      assertThat(backUp(source).mustRun()).contains("blobs and the database");
      writers.forEach(writer -> writer.awaitAcknowledged(COMMITS * 2));
      assertThat(backUp(source).mustRun()).as("again, what is new").contains("were new");
      for (WritingClient writer : writers) {
        writer.end();
      }

      assertThat(restore("restored/data").mustRun()).contains("all compared");
      compare(source, acknowledged);
      source.stop();
      assertThat(fsck("source/data")).contains(": 0 problems");
    }
    assertThat(fsck("restored/data")).contains(": 0 problems");
  }

  private void compare(BuiltHubdesk source, List<List<String>> acknowledged)
      throws IOException, InterruptedException {
    String token = source.adminToken();
    try (BuiltHubdesk restored = BuiltHubdesk.up(folder.resolve("restored"))) {
      for (int i = 0; i < WRITERS; i++) {
        List<String> arguments =
            new ArrayList<>(List.of(repository(i), folder.resolve("checked" + i).toString()));
        arguments.addAll(acknowledged.get(i));
        Python.NEWEST
            .script("check_written.py", restored.hub(), token, arguments.toArray(String[]::new))
            .mustRun();
      }
      String compared =
          Python.NEWEST
              .script(
                  "compare_hubs.py",
                  restored.hub(),
                  token,
                  source.hub().toString(),
                  folder.resolve("compared").toString())
              .mustRun();
      assertThat(compared).contains("every byte the same");
      restored.stop();
    }
  }

  @Test
  void whatIsKilledIsNoneAndTheNextOneCompletes() throws Exception {
    var random = new Random(20261123);
    try (BuiltHubdesk source = BuiltHubdesk.up(folder.resolve("source"))) {
      List<WritingClient> writers = startWriters(source);
      writers.forEach(writer -> writer.awaitAcknowledged(COMMITS));
      for (int kill = 0; kill < KILLS; kill++) {
        Program.Running backup = backUp(source).start();
        killAfter(backup, () -> !backup.lines().isEmpty(), random.nextInt(200));
        letGoOfTheHold(source);
      }
      for (WritingClient writer : writers) {
        writer.end();
      }
      backUp(source).mustRun();
      try (Stream<Path> files = Files.list(folder.resolve("backup"))) {
        assertThat(files.filter(file -> file.toString().endsWith(".db"))).hasSize(1);
      }
      for (int kill = 0; kill < KILLS; kill++) {
        Path mark = folder.resolve("restored/data/restoring");
        killAfter(restore("restored/data").start(), () -> Files.exists(mark), random.nextInt(200));
      }
      if (!Files.exists(folder.resolve("restored/data/format"))) {
        restore("restored/data").mustRun();
      }
      compare(source, List.of(List.of(), List.of()));
    }
    assertThat(fsck("restored/data")).contains(": 0 problems");
  }

  /// A backup that was killed keeps blobs from being deleted until its time is over; so that nobody
  /// has to wait for that here, its row goes.
  private static void letGoOfTheHold(BuiltHubdesk source) throws Exception {
    try (var database =
            java.sql.DriverManager.getConnection(
                "jdbc:sqlite:" + source.data().resolve("hubdesk.db"));
        var statement = database.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 10000");
      statement.execute("DELETE FROM lease WHERE name = 'hold-blobs'");
    }
  }

  /// Kills a while after it has begun its work, unless it was faster.
  private static void killAfter(Program.Running running, Callable<Boolean> begun, int millis)
      throws InterruptedException {
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> begun.call() || !running.process().isAlive());
    TimeUnit.MILLISECONDS.sleep(millis);
    running.process().destroyForcibly().waitFor();
  }

  private static String repository(int writer) {
    return "admin/written" + writer;
  }

  private static List<WritingClient> startWriters(BuiltHubdesk source) throws IOException {
    List<WritingClient> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      writers.add(WritingClient.start(source, repository(i), i * 10_000));
    }
    return writers;
  }

  private Program backUp(BuiltHubdesk source) {
    return admin("backup", path("backup"), "--data", source.data().toString());
  }

  private Program restore(String to) {
    return admin("restore", path("backup"), "--data", path(to));
  }

  private String fsck(String data) throws IOException, InterruptedException {
    return admin("fsck", "--deep", "--data", path(data)).mustRun();
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private static Program admin(String... arguments) {
    List<String> all = new ArrayList<>(List.of("admin"));
    all.addAll(List.of(arguments));
    return new Program(BuiltJar.command(all));
  }
}

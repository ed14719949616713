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
      List<Program.Running> writers = startWriters(source);
      await().atMost(Duration.ofMinutes(3)).until(() -> said(writers, COMMITS));
      List<List<String>> acknowledged = new ArrayList<>();
      for (Program.Running writer : writers) {
        acknowledged.add(numbers(writer));
      }

      assertThat(backUp(source).mustRun()).contains("blobs and the database");
      await().atMost(Duration.ofMinutes(3)).until(() -> said(writers, COMMITS * 2));
      assertThat(backUp(source).mustRun()).as("again, what is new").contains("were new");
      for (Program.Running writer : writers) {
        writer.process().destroyForcibly().waitFor();
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
      List<Program.Running> writers = startWriters(source);
      await().atMost(Duration.ofMinutes(3)).until(() -> said(writers, COMMITS));
      for (int kill = 0; kill < KILLS; kill++) {
        killAfter(backUp(source), random.nextInt(300, 1500));
      }
      for (Program.Running writer : writers) {
        writer.process().destroyForcibly().waitFor();
      }
      letGoOfTheHold(source);
      backUp(source).mustRun();
      try (Stream<Path> files = Files.list(folder.resolve("backup"))) {
        assertThat(files.filter(file -> file.toString().endsWith(".db"))).hasSize(1);
      }
      for (int kill = 0; kill < KILLS; kill++) {
        killAfter(restore("restored/data"), random.nextInt(300, 1200));
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

  private static void killAfter(Program program, int millis)
      throws IOException, InterruptedException {
    Program.Running running = program.start();
    TimeUnit.MILLISECONDS.sleep(millis);
    running.process().destroyForcibly().waitFor();
  }

  private static String repository(int writer) {
    return "admin/written" + writer;
  }

  private static List<Program.Running> startWriters(BuiltHubdesk source) throws IOException {
    List<Program.Running> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      writers.add(
          Python.NEWEST
              .script(
                  "write_until_stopped.py",
                  source.hub(),
                  source.adminToken(),
                  repository(i),
                  Integer.toString(i * 10_000))
              .start());
    }
    return writers;
  }

  private static boolean said(List<Program.Running> writers, int commits) throws IOException {
    for (Program.Running writer : writers) {
      writer.said("started");
      if (numbers(writer).size() < commits) {
        return false;
      }
    }
    return true;
  }

  private static List<String> numbers(Program.Running writer) throws IOException {
    return writer.lines().stream().filter(line -> !line.equals("started")).toList();
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

package dev.hubdesk.testkit.built;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A Hubdesk that runs from the built jar, as `./hubdesk` starts it. Ports are free ones, and stay
/// the same over a restart, so that clients find it again.
///
/// ```java
/// try (BuiltHubdesk hubdesk = BuiltHubdesk.up(folder)) {
///   client.upload(hubdesk.hub(), hubdesk.adminToken());
///   hubdesk.kill();
///   hubdesk.start();
/// }
/// ```
public final class BuiltHubdesk implements AutoCloseable {

  /// How long a start may take.
  public static final Duration START_LIMIT = Duration.ofSeconds(60);

  /// How long a drained stop may take.
  public static final Duration STOP_LIMIT = Duration.ofSeconds(40);

  private final Path folder;
  private final String command;
  private final List<String> flags;
  private final Map<String, String> environment;
  private BuiltProcess process;
  private Ready ready;

  private BuiltHubdesk(
      Path folder, String command, List<String> flags, Map<String, String> environment)
      throws IOException, InterruptedException {
    this.folder = folder;
    this.command = command;
    this.flags = List.copyOf(flags);
    this.environment = Map.copyOf(environment);
    this.process = launch("127.0.0.1:0", "127.0.0.1:0");
    this.ready = process.awaitReady(START_LIMIT);
  }

  /// Both halves, with more flags if wanted; data, cache and log lie in `folder`.
  public static BuiltHubdesk up(Path folder, String... flags)
      throws IOException, InterruptedException {
    return new BuiltHubdesk(folder, "up", List.of(flags), Map.of());
  }

  /// Both halves, with variables of the environment.
  public static BuiltHubdesk up(Path folder, Map<String, String> environment, String... flags)
      throws IOException, InterruptedException {
    return new BuiltHubdesk(folder, "up", List.of(flags), environment);
  }

  /// The Hub's address, without a slash at the end.
  public URI hub() {
    return ready.hub();
  }

  /// The Desk's address, without a slash at the end.
  public URI desk() {
    return ready.desk();
  }

  public Path data() {
    return folder.resolve("data");
  }

  /// The cache root that the Desk downloads to.
  public Path cache() {
    return folder.resolve("cache");
  }

  /// The token of the first administrator.
  public String adminToken() throws IOException {
    return Files.readString(data().resolve("admin-token")).strip();
  }

  /// All that was logged so far, of every start.
  public String log() throws IOException {
    return Files.readString(folder.resolve("hubdesk.log"));
  }

  public long pid() {
    return process.pid();
  }

  /// Ends it as a power cut would: no hook runs, nothing is flushed by the program.
  public void kill() throws InterruptedException {
    process.kill();
  }

  /// Asks it to stop (SIGTERM), and waits.
  ///
  /// @return the exit code
  public int stop() throws InterruptedException {
    return process.terminate(STOP_LIMIT);
  }

  /// Starts it again on the same data and the same ports, after [#kill()] or [#stop()].
  public void start() throws IOException, InterruptedException {
    process = launch(listen(ready.hub()), listen(ready.desk()));
    ready = process.awaitReady(START_LIMIT);
  }

  @Override
  public void close() {
    process.close();
  }

  private BuiltProcess launch(String hubListen, String deskListen) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.add(command);
    arguments.addAll(List.of("--data", data().toString()));
    arguments.addAll(List.of("--hub-listen", hubListen, "--desk-listen", deskListen));
    arguments.addAll(List.of("--cache-dir", cache().toString()));
    arguments.addAll(flags);
    return BuiltProcess.start(arguments, environment, folder.resolve("hubdesk.log"));
  }

  private static String listen(URI address) {
    return address.getHost() + ":" + address.getPort();
  }

  /// Runs a command that ends by itself (`--version`, `admin apply …`).
  public static Ended run(Path folder, String... arguments)
      throws IOException, InterruptedException {
    Path log = folder.resolve("command.log");
    Files.deleteIfExists(log);
    BuiltProcess process = BuiltProcess.start(List.of(arguments), Map.of(), log);
    try {
      String output = process.output();
      int code = process.awaitEnd(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
      return new Ended(code, output, Files.readString(log));
    } finally {
      process.close();
    }
  }

  /// How a command ended.
  public record Ended(int exitCode, String output, String errors) {}
}

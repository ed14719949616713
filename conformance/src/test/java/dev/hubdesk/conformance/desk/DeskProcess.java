package dev.hubdesk.conformance.desk;

import dev.hubdesk.testkit.desk.RunningDesk;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/// A Desk in a process of its own, with as much memory as a test allows it.
final class DeskProcess implements AutoCloseable {

  private final Process process;
  private final String url;

  private DeskProcess(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /// Starts one, which ends when its memory does.
  static DeskProcess start(Path folder, String endpoint, String heap) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                DeskProcess.class.getName(),
                folder.toString(),
                endpoint)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    while (line != null && !line.startsWith("desk=")) {
      line = out.readLine();
    }
    return new DeskProcess(process, Objects.requireNonNull(line).substring("desk=".length()));
  }

  String url() {
    return url;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// The other process: `args` are its folder and its endpoint.
  public static void main(String[] args) throws Exception {
    try (RunningDesk desk = RunningDesk.on(Path.of(args[0])).endpoint(args[1]).start()) {
      System.out.println("desk=" + desk.url());
      Thread.currentThread().join();
    }
  }
}

package dev.hubdesk.testkit.built;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// One run of the jar.
final class BuiltProcess implements AutoCloseable {

  private static final String END = "(end of output)";

  private final Process process;
  private final Path log;
  private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();

  private BuiltProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    Thread.ofVirtual().start(this::read);
  }

  static BuiltProcess start(List<String> arguments, Map<String, String> environment, Path log)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(BuiltJar.command(arguments));
    // What the person who runs the tests has set is not to reach the story.
    builder.environment().keySet().removeIf(name -> name.startsWith("HF_"));
    builder.environment().keySet().removeIf(name -> name.startsWith("HUBDESK_"));
    builder.environment().putAll(environment);
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    Process started = builder.start();
    started.getOutputStream().close();
    return new BuiltProcess(started, log);
  }

  private void read() {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      lines.add("(output broke off: " + e + ")");
    }
    lines.add(END);
  }

  Ready awaitReady(Duration limit) throws IOException, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    List<String> seen = new ArrayList<>();
    while (true) {
      String line = lines.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      Optional<Ready> ready = line == null ? Optional.empty() : Ready.parse(line);
      if (ready.isPresent()) {
        return ready.get();
      }
      if (line == null || line.equals(END)) {
        close();
        throw new IllegalStateException(
            "Hubdesk did not start. It said: " + seen + "\n" + Files.readString(log));
      }
      seen.add(line);
    }
  }

  /// All of stdout, once the process has ended.
  String output() throws InterruptedException {
    var text = new StringBuilder();
    for (String line = lines.take(); !line.equals(END); line = lines.take()) {
      text.append(line).append('\n');
    }
    return text.toString();
  }

  long pid() {
    return process.pid();
  }

  int awaitEnd(long time, TimeUnit unit) throws InterruptedException {
    if (!process.waitFor(time, unit)) {
      throw new IllegalStateException("Hubdesk does not end");
    }
    return process.exitValue();
  }

  int terminate(Duration limit) throws InterruptedException {
    process.destroy();
    return awaitEnd(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}

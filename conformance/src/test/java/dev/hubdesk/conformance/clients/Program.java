package dev.hubdesk.conformance.clients;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// A program outside the JVM, with exactly the environment that a story gives it (and PATH).
public final class Program {

  /// How long one may run unless said otherwise.
  public static final Duration LIMIT = Duration.ofMinutes(5);

  private final List<String> command;
  private final Map<String, String> environment = new TreeMap<>();

  public Program(List<String> command) {
    this.command = List.copyOf(command);
  }

  /// `curl` with what it needs to be of use in a script.
  public static Program curl(String... arguments) {
    List<String> command = new ArrayList<>(List.of("curl", "--silent", "--show-error"));
    command.addAll(List.of(arguments));
    return new Program(command);
  }

  /// Sets a variable.
  public Program with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /// Starts it; its output goes to two files in a new folder.
  public Running start() throws IOException {
    Path folder = Files.createTempDirectory("hubdesk-story");
    ProcessBuilder builder = new ProcessBuilder(command);
    String path = builder.environment().getOrDefault("PATH", "/usr/bin:/bin");
    builder.environment().clear();
    builder.environment().put("PATH", path);
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().putAll(environment);
    builder.redirectOutput(folder.resolve("out").toFile());
    builder.redirectError(folder.resolve("err").toFile());
    Process process = builder.start();
    process.getOutputStream().close();
    return new Running(process, folder);
  }

  /// Runs it to its end.
  public Ended run() throws IOException, InterruptedException {
    return start().await(LIMIT);
  }

  /// Runs it to its end, which must be a good one.
  ///
  /// @return what it printed
  public String mustRun() throws IOException, InterruptedException {
    Ended ended = run();
    if (ended.exitCode() != 0) {
      throw new AssertionError(
          command + " ended with " + ended.exitCode() + "\n" + ended.out() + "\n" + ended.err());
    }
    return ended.out();
  }

  /// A program that runs.
  public record Running(Process process, Path folder) {

    /// Waits for its end, or ends it.
    public Ended await(Duration limit) throws IOException, InterruptedException {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
        throw new AssertionError("ran for more than " + limit + "\n" + text("out") + text("err"));
      }
      return new Ended(process.exitValue(), text("out"), text("err"));
    }

    /// The whole lines that it has printed so far.
    public List<String> lines() throws IOException {
      String text = text("out");
      return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    /// Whether it has printed this line, or anything that ends the wait for it: its own end.
    public boolean said(String line) throws IOException {
      if (!process.isAlive() && !lines().contains(line)) {
        throw new AssertionError("ended without saying " + line + "\n" + text("err"));
      }
      return lines().contains(line);
    }

    private String text(String name) throws IOException {
      return Files.readString(folder.resolve(name), StandardCharsets.UTF_8);
    }
  }

  /// How it ended.
  public record Ended(int exitCode, String out, String err) {}
}

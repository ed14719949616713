package dev.hubdesk.app.cli;

import dev.hubdesk.app.config.Configuration;
import dev.hubdesk.app.config.ConfigurationReader;
import dev.hubdesk.app.config.Setting;
import java.io.Console;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// What a command sees of the process around it.
///
/// @param system the JVM's properties that built-in values depend on
/// @param terminal whether a person looks at stdout
public record Surroundings(
    Map<String, String> environment,
    Map<String, String> system,
    PrintWriter out,
    PrintWriter err,
    boolean terminal) {

  /// The configuration that these flags and this environment make.
  Configuration configuration(Map<Setting, List<String>> flags) {
    return new ConfigurationReader(environment, system).read(flags);
  }

  /// Those of this process.
  @SuppressWarnings("SystemConsoleNull") // JDK 25 is back to null where there is no terminal
  public static Surroundings ofThisProcess() {
    Console console = System.console();
    return new Surroundings(
        System.getenv(),
        Map.of(
            "os.name", System.getProperty("os.name", ""),
            "user.home", System.getProperty("user.home", ".")),
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        console != null && console.isTerminal());
  }
}

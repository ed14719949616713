package dev.hubdesk.testkit.built;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Where the runnable jar is, and how it is run.
public final class BuiltJar {

  private static final Path IN_CHECKOUT = Path.of("app", "target", "hubdesk.jar");

  private BuiltJar() {}

  /// The command line that runs it with the JVM of this test.
  public static List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(List.of("-jar", find().toString()));
    command.addAll(arguments);
    return command;
  }

  private static Path find() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path jar = folder.resolve(IN_CHECKOUT);
      if (Files.exists(jar)) {
        return jar;
      }
    }
    throw new IllegalStateException(
        "There is no " + IN_CHECKOUT + "; ./hubdesk --version or mvn package builds it");
  }
}

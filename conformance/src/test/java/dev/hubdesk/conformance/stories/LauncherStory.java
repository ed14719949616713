package dev.hubdesk.conformance.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.conformance.clients.Checkout;
import dev.hubdesk.conformance.clients.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./hubdesk` itself.
class LauncherStory {

  @TempDir private Path folder;

  @Test
  void itRunsFromAnyFolderAndThroughALink() throws Exception {
    Path link = folder.resolve("hd");
    Files.createSymbolicLink(link, Checkout.root().resolve("hubdesk"));
    String version = launcher(link).mustRun();
    assertThat(version.strip()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
  }

  @Test
  void itFindsAJdkWhenTheOnesThatAreNamedAreTooOldOrNone() throws Exception {
    Path old = Files.createDirectories(folder.resolve("jdk-17/bin"));
    Files.createFile(old.resolve("javac")).toFile().setExecutable(true);
    Files.writeString(folder.resolve("jdk-17/release"), "JAVA_VERSION=\"17.0.9\"\n");
    Program program = launcher(Checkout.root().resolve("hubdesk"));
    program.with("HUBDESK_JAVA_HOME", folder.resolve("jdk-17").toString());
    program.with("JAVA_HOME", System.getProperty("java.home"));
    assertThat(program.run().exitCode()).isZero();
  }

  @Test
  void itSaysHowToGetAJdkWhereThereIsNone() throws Exception {
    Program program = launcher(Checkout.root().resolve("hubdesk"));
    program.with("HUBDESK_JDK_FOLDERS", folder.toString()).with("PATH", "/usr/bin:/bin");
    program.with("JAVA_HOME", "");
    Program.Ended ended = program.run();
    if (ended.exitCode() == 0) {
      // /usr/bin/javac of this machine is new enough.
      assertThat(Files.exists(Path.of("/usr/bin/javac"))).isTrue();
      return;
    }
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err())
        .contains("needs a JDK 25 or newer, and none was found")
        .contains("HUBDESK_JAVA_HOME");
  }

  private static Program launcher(Path path) {
    return new Program(List.of(path.toString(), "--version"))
        .with("JAVA_HOME", System.getProperty("java.home"))
        .with("HUBDESK_NO_BUILD", "1")
        .with("HUBDESK_AOT", "off");
  }
}

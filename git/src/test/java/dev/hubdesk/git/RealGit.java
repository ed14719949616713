package dev.hubdesk.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.blobs.BlobKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The system's git on a bare repository that holds a copy of our packs, exactly as they are
/// stored.
final class RealGit {

  private final Path directory;

  RealGit(Workshop shop, Path directory) throws IOException {
    this.directory = directory;
    Files.createDirectories(directory);
    run("init", "--quiet", "--bare", "--initial-branch=main");
    for (PackRecord pack : shop.ledger.packs(Workshop.REPOSITORY, ObjectArea.CONTENT)) {
      for (String ext : List.of("pack", "idx")) {
        BlobKey key = PackFiles.key(Workshop.REPOSITORY, pack.area(), pack.name(), ext);
        try (InputStream in = shop.blobs.open(key)) {
          Files.copy(in, directory.resolve("objects/pack/pack-" + pack.name() + "." + ext));
        }
      }
    }
    run("update-ref", "refs/heads/main", shop.head().hex());
  }

  /// Runs git, which must succeed, and returns what it prints.
  String run(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("git", "--literal-pathspecs"));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(directory.toFile());
    builder
        .environment()
        .putAll(
            Map.of("GIT_CONFIG_NOSYSTEM", "1", "GIT_CONFIG_GLOBAL", "/dev/null", "LC_ALL", "C"));
    builder.redirectErrorStream(true);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    try {
      assertThat(process.waitFor()).as("%s: %s", command, output).isZero();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return output.strip();
  }
}

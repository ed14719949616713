package dev.hubdesk.conformance.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.conformance.clients.Http;
import dev.hubdesk.conformance.clients.Program;
import dev.hubdesk.conformance.clients.Python;
import dev.hubdesk.testkit.built.BuiltHubdesk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// A disk that is full: the upload is refused in words, what was there stays readable, and what
/// fits is taken.
@EnabledIf(value = "isRoot", disabledReason = "only root can mount a small disk")
class FullDiskStory {

  private static final String REPO = "admin/full";

  @TempDir private Path folder;

  private Path disk;

  static boolean isRoot() {
    return System.getProperty("user.name").equals("root") && Files.isDirectory(Path.of("/proc"));
  }

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectories(folder.resolve("disk"));
    new Program(List.of("mount", "-t", "tmpfs", "-o", "size=48m", "none", disk.toString()))
        .mustRun();
  }

  @AfterEach
  void unmount() throws Exception {
    new Program(List.of("umount", "--lazy", disk.toString())).mustRun();
  }

  @Test
  void anUploadThatDoesNotFitIsRefusedAndLeavesNothing() throws Exception {
    try (BuiltHubdesk hubdesk = BuiltHubdesk.up(disk)) {
      Python.NEWEST
          .script("full_disk.py", hubdesk.hub(), hubdesk.adminToken(), REPO, "64")
          .mustRun();
      Http.Answer models = new Http(hubdesk.hub(), "").get("/api/models");
      assertThat(models.status()).isEqualTo(200);
      assertThat(hubdesk.stop()).isZero();
    }
  }
}

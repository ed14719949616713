package dev.hubdesk.conformance.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.conformance.clients.Python;
import dev.hubdesk.testkit.built.BuiltHubdesk;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FileSystemStory {

  @TempDir private Path folder;
  @TempDir private Path files;

  @ParameterizedTest
  @EnumSource(Python.class)
  void aRepositoryIsAFileSystemLikeAnyOther(Python python) throws Exception {
    try (BuiltHubdesk hubdesk = BuiltHubdesk.up(folder)) {
      String said =
          python
              .script(
                  "file_system.py",
                  hubdesk.hub(),
                  hubdesk.adminToken(),
                  "admin/fs",
                  files.toString())
              .mustRun();
      assertThat(said).contains("as any file system");
    }
  }
}

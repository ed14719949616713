package dev.hubdesk.conformance.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.conformance.clients.Python;
import dev.hubdesk.testkit.built.BuiltHubdesk;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WritingStory {

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Python.class)
  void foldersPatternsAndFilesSentAheadAreWritten(Python python) throws Exception {
    try (BuiltHubdesk hubdesk = BuiltHubdesk.up(folder)) {
      String said =
          python
              .script(
                  "writing.py",
                  hubdesk.hub(),
                  hubdesk.adminToken(),
                  "admin/written",
                  folder.resolve("files").toString())
              .mustRun();
      assertThat(said).contains("done");
    }
  }
}

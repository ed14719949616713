package dev.hubdesk.conformance.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.conformance.clients.Node;
import dev.hubdesk.testkit.built.BuiltHubdesk;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaScriptStory {

  @TempDir private Path folder;

  @Test
  void theJavaScriptClientCreatesFillsListsReadsAndDeletesARepository() throws Exception {
    try (BuiltHubdesk hubdesk = BuiltHubdesk.up(folder)) {
      String said =
          Node.script("whole_path.mjs", hubdesk.hub(), hubdesk.adminToken(), "admin/js").mustRun();
      assertThat(said).contains("done");
    }
  }

  @Test
  void theJavaScriptClientWritesListsReadsAndDeletesFilesOfAnyName() throws Exception {
    try (BuiltHubdesk hubdesk = BuiltHubdesk.up(folder)) {
      String cache = folder.resolve("js-cache").toString();
      String said =
          Node.script("files.mjs", hubdesk.hub(), hubdesk.adminToken(), "admin/files", cache)
              .mustRun();
      assertThat(said).contains("every method");
    }
  }
}

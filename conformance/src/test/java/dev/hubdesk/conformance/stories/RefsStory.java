package dev.hubdesk.conformance.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.conformance.clients.Node;
import dev.hubdesk.conformance.clients.Python;
import dev.hubdesk.testkit.built.BuiltHubdesk;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Branches, tags and histories, with the clients' own calls for them.
class RefsStory {

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Python.class)
  void thePythonClientMakesListsSquashesAndDeletes(Python python) throws Exception {
    try (BuiltHubdesk hubdesk = BuiltHubdesk.up(folder)) {
      String said =
          python.script("refs.py", hubdesk.hub(), hubdesk.adminToken(), "admin/refs").mustRun();
      assertThat(said).contains("all as expected");
    }
  }

  @Test
  void theJavaScriptClientMakesListsAndDeletes() throws Exception {
    try (BuiltHubdesk hubdesk = BuiltHubdesk.up(folder)) {
      String said =
          Node.script("refs.mjs", hubdesk.hub(), hubdesk.adminToken(), "admin/js-refs").mustRun();
      assertThat(said).contains("done");
    }
  }
}

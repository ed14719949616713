package dev.hubdesk.conformance.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.conformance.clients.Node;
import dev.hubdesk.conformance.clients.Python;
import dev.hubdesk.testkit.built.BuiltHubdesk;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Stock clients find what cards, configurations and weights tell, in lists and in information.
class MetadataStory {

  @TempDir private Path folder;

  private void tell(Python python) throws Exception {
    try (BuiltHubdesk hubdesk = BuiltHubdesk.up(folder)) {
      assertThat(
              python.script("metadata.py", hubdesk.hub(), hubdesk.adminToken(), "admin").mustRun())
          .contains("all as expected");
      assertThat(
              Node.script("metadata.mjs", hubdesk.hub(), hubdesk.adminToken(), "admin").mustRun())
          .contains("all as expected");
    }
  }

  @Test
  void theNewestClientFindsAllThatIsKnown() throws Exception {
    tell(Python.NEWEST);
  }

  @Test
  void theClientFromBeforeXetFindsAllThatIsKnown() throws Exception {
    tell(Python.BEFORE_XET);
  }
}

package dev.hubdesk.conformance.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.conformance.clients.Node;
import dev.hubdesk.conformance.clients.Python;
import dev.hubdesk.testkit.built.BuiltHubdesk;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Stock clients recognise every error for what it is, over plain http.
class ErrorClassesStory {

  @TempDir private Path folder;

  @Test
  void stockClientsRaiseEachErrorAsTheClassThatNamesIt() throws Exception {
    try (BuiltHubdesk hubdesk = BuiltHubdesk.up(folder)) {
      String token = hubdesk.adminToken();
      for (Python python : Python.values()) {
        String prefix = python.name().toLowerCase(Locale.ROOT).replace('_', '-');
        assertThat(python.script("error_classes.py", hubdesk.hub(), token, prefix).mustRun())
            .contains("every class");
      }
      assertThat(Node.script("errors.mjs", hubdesk.hub(), token, "admin/errors").mustRun())
          .contains("every error");
    }
  }
}

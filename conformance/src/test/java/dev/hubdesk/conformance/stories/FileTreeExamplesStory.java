package dev.hubdesk.conformance.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.conformance.clients.Checkout;
import dev.hubdesk.conformance.clients.Node;
import dev.hubdesk.conformance.clients.Python;
import dev.hubdesk.testkit.built.BuiltHubdesk;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The examples of the File Tree API's specification (`src/test/examples/file-tree`) do what they
/// say, verbatim but for host, token and repository name.
class FileTreeExamplesStory {

  private static final Path EXAMPLES =
      Checkout.root().resolve(Path.of("conformance", "src", "test", "examples", "file-tree"));

  @TempDir private Path folder;

  @Test
  void everyPublishedExampleWorks() throws Exception {
    try (BuiltHubdesk hubdesk = BuiltHubdesk.up(folder)) {
      for (Python python : Python.values()) {
        String repository = "admin/" + python.name().toLowerCase(Locale.ROOT);
        String said =
            python
                .script(
                    "file_tree_examples.py",
                    hubdesk.hub(),
                    hubdesk.adminToken(),
                    EXAMPLES.toString(),
                    repository)
                .mustRun();
        assertThat(said).contains("all as shown");
        String shown =
            Node.script(
                    "file_tree_examples.mjs",
                    hubdesk.hub(),
                    hubdesk.adminToken(),
                    EXAMPLES.resolve("usage.mjs").toString(),
                    repository)
                .mustRun();
        assertThat(shown).contains("all as shown");
      }
    }
  }
}

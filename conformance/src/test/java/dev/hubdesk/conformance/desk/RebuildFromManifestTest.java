package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A cache in which only the manifest tells which blob was which file.
class RebuildFromManifestTest extends DeskRig {

  private Path repo;
  private Path readme;

  @BeforeEach
  void start() throws Exception {
    hub.text("models/acme/tiny", "README.md", "# Tiny");
    hub.text("models/acme/tiny", "config.json", "{}");
    String id = client.post("/api/download", "{\"repo\": \"acme/tiny\"}").ok().path("id").asText();
    client.await(id, "completed");
    repo = desk.cache().resolve("models--acme--tiny");
    readme = repo.resolve("snapshots").resolve(FakeHub.COMMIT).resolve("README.md");
    Files.delete(repo.resolve("trees").resolve(FakeHub.COMMIT + ".json"));
    Files.delete(readme);
  }

  private int created() throws Exception {
    return client.post("/api/cache/rebuild", "{}").ok().path("symlinksCreated").asInt(-1);
  }

  private void rewrite(String text, String other) throws IOException {
    Path manifest = repo.resolve("hfd.yaml");
    String before = Files.readString(manifest);
    assertThat(before).contains(text);
    Files.writeString(manifest, before.replace(text, other));
  }

  @Test
  void makesTheEntriesOfItsCommit() throws Exception {
    assertThat(created()).isOne();
    assertThat(readme).hasContent("# Tiny");
  }

  @Test
  void saysNothingOfAnotherCommit() throws Exception {
    rewrite(FakeHub.COMMIT, "f".repeat(40));

    assertThat(created()).isZero();
    assertThat(Files.exists(readme)).isFalse();
    assertThat(repo.resolve("snapshots").resolve("f".repeat(40))).doesNotExist();
  }

  @Test
  void namesNothingOutsideItsSnapshot() throws Exception {
    long before = count();
    for (String name : new String[] {"../../../../evil", "a/../../evil", ".git/evil"}) {
      rewrite("README.md", name);

      assertThat(created()).as(name).isZero();
      rewrite(name, "README.md");
    }
    assertThat(count()).isEqualTo(before);
  }

  private long count() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> path.getFileName().toString().equals("evil")).count();
    }
  }
}

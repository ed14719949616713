package dev.hubdesk.desk.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {

  private static final RepoId TINY = new RepoId(RepoType.MODEL, "ana", "tiny");
  private static final Oid ONE = new Oid("1".repeat(40));
  private static final Oid TWO = new Oid("2".repeat(40));
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir private Path repository;

  private void add(Oid commit, String filter, String... files) throws IOException {
    List<Manifest.Entry> entries =
        List.of(files).stream()
            .map(name -> new Manifest.Entry(name, "b-" + name, 10, name.endsWith("gguf")))
            .toList();
    List<String> filters = filter.isEmpty() ? List.of() : List.of(filter);
    of(commit, filters, entries).addTo(repository);
  }

  private static Manifest of(Oid commit, List<String> filters, List<Manifest.Entry> files) {
    long size = files.stream().mapToLong(Manifest.Entry::size).sum();
    return Manifest.of(
        TINY, "main", commit, NOW, NOW, filters, List.of(), files.size(), size, files);
  }

  private Manifest read() {
    return Manifest.read(repository).orElseThrow();
  }

  @Test
  void aSecondDownloadOfACommitIsAddedToTheFirst() throws IOException {
    add(ONE, "q4_k_m", "a-Q4_K_M.gguf");
    add(ONE, "q8_0", "a-Q8_0.gguf", "a-Q4_K_M.gguf");
    assertThat(read().files())
        .extracting(Manifest.Entry::name)
        .containsExactly("a-Q4_K_M.gguf", "a-Q8_0.gguf");
    assertThat(read().filters()).containsExactly("q4_k_m", "q8_0");
    assertThat(read().filtered()).isTrue();
    assertThat(read().totalSize()).isEqualTo(20);
    add(ONE, "", "a-Q4_K_M.gguf", "a-Q8_0.gguf", "README.md");
    assertThat(read().filtered()).isFalse();
  }

  @Test
  void anotherCommitBeginsAnew() throws IOException {
    add(ONE, "q4", "a.gguf");
    add(TWO, "", "b.gguf");
    assertThat(read().commit()).isEqualTo(TWO.hex());
    assertThat(read().files()).extracting(Manifest.Entry::name).containsExactly("b.gguf");
  }

  @Test
  void namesThatLookLikeYamlComeBackAsTheyWere() throws IOException {
    String[] names = {"no", "- a: b", "{x}", "\"q\"", "a#b", "*alias", "ä\u2028\u0085"};
    add(ONE, "*: [", names);
    assertThat(read().files()).extracting(Manifest.Entry::name).containsExactly(names);
    assertThat(read().filters()).containsExactly("*: [");
  }

  @Test
  void whatIsNoManifestIsIgnored() throws IOException {
    for (String text : List.of("", "[]", "repo: 1", "a: &a [*a, *a]", "{", "\u0000")) {
      Files.writeString(repository.resolve(Manifest.NAME), text);
      assertThat(Manifest.read(repository)).as(text).isEmpty();
    }
    add(ONE, "", "a");
    assertThat(read().files()).hasSize(1);
  }

  @Test
  void aManifestThatIsTooLongIsIgnored() throws IOException {
    add(ONE, "", "a");
    Path file = repository.resolve(Manifest.NAME);
    String text = Files.readString(file);
    String rest = "#".repeat(ManifestYaml.MAX_BYTES - text.length());
    Files.writeString(file, text + rest);
    assertThat(read().files()).hasSize(1);
    Files.writeString(file, text + rest + "#");
    assertThat(Manifest.read(repository)).isEmpty();
  }

  @Test
  void manyFilesAreCountedAndNotListed() throws IOException {
    var entry = new Manifest.Entry("a", "b", 1, false);
    List<Manifest.Entry> most = Collections.nCopies(Manifest.MAX_FILES, entry);
    List<Manifest.Entry> more = Collections.nCopies(Manifest.MAX_FILES + 1, entry);
    Manifest kept = of(ONE, List.of(), most);
    Manifest counted = of(ONE, List.of(), more);
    assertThat(kept.isWhole()).isTrue();
    assertThat(counted.files()).isEmpty();
    assertThat(counted.isWhole()).isFalse();
    counted.addTo(repository);
    assertThat(read().totalFiles()).isEqualTo(Manifest.MAX_FILES + 1);
  }
}

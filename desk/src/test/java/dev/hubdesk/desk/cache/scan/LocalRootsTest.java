package dev.hubdesk.desk.cache.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalRootsTest {

  private static final RepoId TINY = new RepoId(RepoType.MODEL, "ana", "tiny");

  @TempDir private Path folder;

  private void file(String path) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "0123456789");
  }

  private LocalRoots roots(String... names) {
    List<LocalRoot> named =
        Arrays.stream(names).map(name -> LocalRoot.models(folder.resolve(name))).toList();
    return new LocalRoots(named, List.of());
  }

  private static List<String> ids(LocalRoots roots) {
    return roots.list().repos().stream().map(repo -> repo.id().path()).toList();
  }

  @Test
  void recognisesRepositoriesByTheirWeightsAtAnyDepth() throws IOException {
    file("models/ana/tiny/deep/er/tiny-Q4_K_M.gguf");
    file("models/ana/tiny/README.md");
    file("models/ana/tiny/.cache/huggingface/download/x.metadata");
    file("models/ana/tiny/late.gguf.1234.incomplete");
    file("models/bob/flat/model.SAFETENSORS");
    file("models/bob/words/notes.txt");
    file("models/model.gguf");
    LocalListing listing = roots("models").list();
    assertThat(listing.warnings()).isEmpty();
    assertThat(listing.repos())
        .extracting(LocalRepo::id)
        .extracting(RepoId::path)
        .containsExactly("ana/tiny", "bob/flat");
    LocalRepo tiny = listing.repos().getFirst();
    assertThat(tiny.files()).isEqualTo(2);
    assertThat(tiny.size()).isEqualTo(20);
    assertThat(tiny.weights()).containsExactly("deep/er/tiny-Q4_K_M.gguf");
    assertThat(tiny.source()).isEqualTo(LocalRoot.Source.LOCAL);
  }

  @Test
  void aNestedRootOwnsItsSubtree() throws IOException {
    file("lib/ana/tiny/a.gguf");
    file("lib/ana/tiny/more/b.gguf");
    file("lib/more/ana/big/c.gguf");
    assertThat(ids(roots("lib"))).containsExactly("ana/tiny", "more/ana");
    assertThat(ids(roots("lib", "lib/more"))).containsExactly("ana/tiny", "ana/big");
    assertThat(roots("lib", "lib/ana/tiny/more").find(TINY).orElseThrow().weights())
        .containsExactly("a.gguf");
    assertThat(ids(roots("lib", "lib/ana/tiny"))).containsExactly("more/ana");
    assertThat(ids(roots("lib", "lib/more/../ana"))).containsExactly("more/ana", "tiny/more");
    assertThat(ids(roots("lib"))).containsExactly("ana/tiny", "more/ana");
  }

  @Test
  void theCacheInsideARootIsNotPartOfIt() throws IOException {
    file("lib/hub/models/x.gguf");
    file("lib/ana/tiny/a.gguf");
    var roots =
        new LocalRoots(
            List.of(LocalRoot.models(folder.resolve("lib"))), List.of(folder.resolve("lib/hub")));
    assertThat(ids(roots)).containsExactly("ana/tiny");
  }

  @Test
  void neighboursWithTheSameBeginningAreDistinct() throws IOException {
    file("LLM/ana/tiny/a.gguf");
    file("LLM2/ana/tiny/b.gguf");
    LocalRoots both = roots("LLM", "LLM2");
    assertThat(both.findAll(TINY))
        .extracting(LocalRepo::weights)
        .containsExactly(List.of("a.gguf"), List.of("b.gguf"));
    assertThat(both.list().repos()).hasSize(1);
  }

  @Test
  void theFirstRootWinsAndAFolderNamedTwiceCountsOnce() throws IOException {
    file("a/ana/tiny/a.gguf");
    file("b/ana/tiny/b.gguf");
    Files.createSymbolicLink(folder.resolve("alias"), folder.resolve("a"));
    LocalRoots roots = roots("alias", "a", "b");
    assertThat(roots.findAll(TINY)).hasSize(2);
    assertThat(roots.find(TINY).orElseThrow().weights()).containsExactly("a.gguf");
  }

  @Test
  void aDanglingNamespaceIsNoFalseNegative() throws IOException {
    Files.createDirectories(folder.resolve("lib"));
    Files.createSymbolicLink(folder.resolve("lib/ana"), folder.resolve("gone"));
    LocalRoots roots = roots("lib");
    assertThatThrownBy(() -> roots.find(TINY)).isInstanceOf(IOException.class);
    assertThat(roots.list().warnings())
        .containsExactly(
            folder.resolve("lib").toRealPath().resolve("ana") + " cannot be read: it is not there");
  }

  @Test
  void followsLinksWithinTheRootAndNeverOutOfIt() throws IOException {
    file("outside/tiny/a.gguf");
    file("lib/bob/real/a.gguf");
    Files.createDirectories(folder.resolve("lib/cleo/linked"));
    Files.createSymbolicLink(folder.resolve("lib/ana"), folder.resolve("outside"));
    Files.createSymbolicLink(folder.resolve("lib/dora"), Path.of("bob"));
    Files.createSymbolicLink(folder.resolve("lib/cleo/linked/sub"), folder.resolve("outside/tiny"));
    assertThat(roots("lib").find(TINY)).isEmpty();
    assertThat(ids(roots("lib"))).containsExactly("bob/real", "dora/real");
  }

  @Test
  void aFolderThatIsNotThereHoldsNothing() throws IOException {
    assertThat(roots("nowhere").list()).isEqualTo(new LocalListing(List.of(), List.of()));
    assertThat(roots("nowhere").find(TINY)).isEmpty();
  }

  @Test
  void aFriendlyViewOfDatasetsNeedsNoWeights() throws IOException {
    file("view/datasets/ana/words/train.csv");
    var roots =
        new LocalRoots(
            List.of(LocalRoot.friendly(folder.resolve("view"), RepoType.DATASET)), List.of());
    LocalRepo words = roots.list().repos().getFirst();
    assertThat(words.id()).isEqualTo(new RepoId(RepoType.DATASET, "ana", "words"));
    assertThat(words.source().text()).isEqualTo("Friendly view");
  }

  @Test
  void walksNoDeeperAndNoFurtherThanItsLimits() throws IOException {
    file("lib/ana/tiny/" + "d/".repeat(LocalWalk.MAX_DEPTH) + "a.gguf");
    assertThat(roots("lib").find(TINY)).isPresent();
    file("lib/ana/tiny/" + "d/".repeat(LocalWalk.MAX_DEPTH + 1) + "b.gguf");
    assertThatThrownBy(() -> roots("lib").find(TINY)).hasMessageContaining("deep");

    file("flat/ana/tiny/a.gguf");
    file("flat/ana/tiny/b.gguf");
    LocalRoot root = LocalRoot.models(folder.resolve("flat"));
    Path tiny = folder.resolve("flat/ana/tiny").toRealPath();
    assertThat(new LocalWalk(Set.of(), 2).run(root, TINY, tiny)).isPresent();
    assertThatThrownBy(() -> new LocalWalk(Set.of(), 1).run(root, TINY, tiny))
        .hasMessageContaining("more than 1 files");
  }
}

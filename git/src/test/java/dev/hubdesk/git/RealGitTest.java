package dev.hubdesk.git;

import static dev.hubdesk.git.Workshop.delete;
import static dev.hubdesk.git.Workshop.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.protocol.CommitFacts;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.TreeEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Histories of ours in the eyes of the system's git.
class RealGitTest {

  private static final List<String> NAMES =
      List.of("a", "a.b", "A", "a-b", "d", "é", "x y", "[z]*");

  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void agreesOnEveryPathOfARandomHistory(long seed) throws IOException {
    var shop = new Workshop(temp.resolve("scratch"));
    var random = new Random(seed);
    Map<String, String> model = new TreeMap<>();
    var commits = new ArrayList<Oid>();
    for (int i = 0; i < 40; i++) {
      commits.add(
          shop.commit(draft -> {
            for (int change = random.nextInt(6); change >= 0; change--) {
              changeSomething(draft, model, random);
            }
          }));
      assertThat(files(shop, commits.getLast())).isEqualTo(model.keySet());
    }

    var git = new RealGit(shop, temp.resolve("bare.git"));
    assertThat(git.run("fsck", "--full", "--strict")).isEmpty();
    assertThat(git.run("rev-list", "--count", "main"))
        .isEqualTo(String.valueOf(count(shop, commits.getLast())));
    for (Oid commit : List.of(commits.get(10), commits.get(25), commits.getLast())) {
      assertSameTree(shop, git, commit);
    }
  }

  private static void changeSomething(CommitDraft draft, Map<String, String> model, Random random)
      throws IOException {
    if (random.nextInt(3) == 0 && !model.isEmpty()) {
      List<String> files = List.copyOf(model.keySet());
      String path = files.get(random.nextInt(files.size()));
      int slash = path.indexOf('/');
      String target = slash > 0 && random.nextBoolean() ? path.substring(0, slash) : path;
      delete(draft, target);
      model.keySet().removeIf(file -> file.equals(target) || file.startsWith(target + "/"));
      return;
    }
    var path = new StringBuilder(NAMES.get(random.nextInt(NAMES.size())));
    for (int depth = random.nextInt(3); depth > 0; depth--) {
      model.remove(path.toString());
      path.append('/').append(NAMES.get(random.nextInt(NAMES.size())));
    }
    String target = path.toString();
    String content = "content " + random.nextInt(4);
    put(draft, target, content);
    model.keySet().removeIf(file -> file.startsWith(target + "/"));
    model.put(target, content);
  }

  private static java.util.Set<String> files(Workshop shop, Oid commit) throws IOException {
    return shop.all(commit, "", true, 7).stream()
        .filter(TreeEntry.File.class::isInstance)
        .map(entry -> entry.path().text())
        .collect(Collectors.toSet());
  }

  private static long count(Workshop shop, Oid commit) throws IOException {
    try (Repository repository = shop.store.open(Workshop.REPOSITORY)) {
      return repository.countCommits(commit);
    }
  }

  private static void assertSameTree(Workshop shop, RealGit git, Oid commit) throws IOException {
    var ours = new ArrayList<String>();
    for (TreeEntry entry : shop.all(commit, "", true, 3)) {
      String type = entry instanceof TreeEntry.File ? "100644 blob " : "040000 tree ";
      ours.add(type + entry.oid() + "\t" + entry.path());
      CommitFacts last = entry.lastCommit();
      assertThat(last == null ? null : last.id().hex())
          .as("last commit of %s at %s", entry.path(), commit)
          .isEqualTo(git.run("log", "-1", "--format=%H", commit.hex(), "--", entry.path().text()));
    }
    assertThat(git.run("ls-tree", "-r", "-t", "-z", commit.hex()))
        .isEqualTo(ours.stream().map(line -> line + "\0").collect(Collectors.joining()));
  }

  @Test
  void readsALargeFileAndAHistoryOfSeveralPacks() throws IOException {
    var shop = new Workshop(temp.resolve("scratch"));
    byte[] large = new byte[(int) Publisher.OWN_PACK_FROM + 1];
    new Random(5).nextBytes(large);
    shop.commit(draft -> put(draft, "small", "1"));
    Oid head =
        shop.commit(draft -> {
          put(draft, "beside", "2");
          draft.addFile(new RepoPath("large"), new ByteArrayInputStream(large), large.length);
        });

    var git = new RealGit(shop, temp.resolve("bare.git"));

    assertThat(shop.ledger.packs(Workshop.REPOSITORY, ObjectArea.CONTENT)).hasSize(3);
    assertThat(git.run("fsck", "--full", "--strict")).isEmpty();
    assertThat(git.run("cat-file", "-s", "main:large")).isEqualTo(String.valueOf(large.length));
    try (Repository repository = shop.store.open(Workshop.REPOSITORY)) {
      TreeEntry entry = repository.entry(head, new RepoPath("large")).orElseThrow();
      assertThat(entry.size()).isEqualTo(large.length);
      assertThat(repository.open(entry.oid()).openStream()).hasBinaryContent(large);
    }
  }

  @Test
  void readsAuthorTitleAndBody() throws IOException {
    var shop = new Workshop(temp.resolve("scratch"));
    Oid head;
    try (Repository repository = shop.store.open(Workshop.REPOSITORY);
        CommitDraft draft = repository.draft(dev.hubdesk.protocol.RefName.MAIN)) {
      put(draft, "a", "1");
      var author = new Commit.Signature("Ana <B>", "ana@example.org", Workshop.START);
      var text = new CommitDraft.CommitText("Füge hinzu", "Because.\n\nTwice.", author, 1);
      head = draft.publish(text, null, List.of()).head();
    }

    var git = new RealGit(shop, temp.resolve("bare.git"));

    assertThat(git.run("log", "-1", "--format=%s|%b|%an|%ae|%ct"))
        .isEqualTo(
            "Füge hinzu|Because.\n\nTwice.\n|Ana B|ana@example.org|"
                + Workshop.START.getEpochSecond());
    try (Repository repository = shop.store.open(Workshop.REPOSITORY)) {
      Commit commit = repository.commits(head, 0, 1).getFirst();
      assertThat(commit.title()).isEqualTo("Füge hinzu");
      assertThat(commit.body()).isEqualTo("Because.\n\nTwice.");
      assertThat(commit.author().when()).isEqualTo(Workshop.START);
      assertThat(commit.parents()).isEmpty();
    }
  }
}

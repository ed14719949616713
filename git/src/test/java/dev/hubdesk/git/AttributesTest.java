package dev.hubdesk.git;

import static dev.hubdesk.git.Workshop.pointer;
import static dev.hubdesk.git.Workshop.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttributesTest {

  private static final List<String> ODD_PATHS =
      List.of(
          "plain.bin",
          "with space.bin",
          "two  spaces /at end .bin",
          "star*.bin",
          "what?.bin",
          "[ab].bin",
          "a]b.bin",
          "!bang.bin",
          "#hash.bin",
          "\"quote\".bin",
          "in\"side.bin",
          "deep/er/ünïcode.bin",
          "[attr]x.bin",
          "curly{a,b}.bin",
          "dollar$^.bin",
          "**.bin",
          "a/**/b.bin");

  private static final List<String> NEIGHBOURS =
      List.of("starry.bin", "what!.bin", "a.bin", "sub/plain.bin", "with-space.bin", "a/x/b.bin");

  @TempDir Path temp;
  private Workshop shop;

  @BeforeEach
  void open() {
    shop = new Workshop(temp.resolve("scratch"));
  }

  @Test
  void coversEveryLfsPathSoThatGitAgrees() throws IOException {
    Oid head =
        shop.commit(draft -> {
          for (String path : ODD_PATHS) {
            draft.addPointer(new RepoPath(path), pointer(1, 50_000_000));
          }
          for (String path : NEIGHBOURS) {
            put(draft, path, "no LFS");
          }
        });

    var git = new RealGit(shop, temp.resolve("bare.git"));
    for (String path : ODD_PATHS) {
      assertThat(filterByGit(git, path)).as(path).isEqualTo("lfs");
      assertThat(filter(head, path)).as(path).isEqualTo(LfsAttributes.Answer.LFS);
    }
    for (String path : NEIGHBOURS) {
      assertThat(filterByGit(git, path)).as(path).isEqualTo("unspecified");
      assertThat(filter(head, path)).as(path).isEqualTo(LfsAttributes.Answer.SILENT);
    }
  }

  @Test
  void addsNoLineForWhatIsCovered() throws IOException {
    String text = "*.bin filter=lfs diff=lfs merge=lfs -text";
    Oid head =
        shop.commit(draft -> {
          draft.addPointer(new RepoPath("x.bin"), pointer(1, 5));
          put(draft, ".gitattributes", text);
        });

    assertThat(shop.read(head, ".gitattributes")).isEqualTo(text);
  }

  @Test
  void addsToWhatTheDraftItselfWrites() throws IOException {
    Oid head =
        shop.commit(draft -> {
          put(draft, ".gitattributes", "*.txt text");
          draft.addPointer(new RepoPath("m.safetensors"), pointer(1, 5));
        });

    assertThat(shop.read(head, ".gitattributes"))
        .isEqualTo("*.txt text\n/m.safetensors filter=lfs diff=lfs merge=lfs -text\n");
    Oid again =
        shop.commit(draft -> draft.addPointer(new RepoPath("m.safetensors"), pointer(2, 9)));
    assertThat(shop.read(again, ".gitattributes")).isEqualTo(shop.read(head, ".gitattributes"));
  }

  @Test
  void coversAPointerThatCameAsAPlainFile() throws IOException {
    Oid head = shop.commit(draft -> put(draft, "m.bin", pointer(3, 77).text()));

    assertThat(filter(head, "m.bin")).isEqualTo(LfsAttributes.Answer.LFS);
  }

  @Test
  void ignoresPointersThatTheDraftTakesAwayAgain() throws IOException {
    Oid head =
        shop.commit(draft -> {
          draft.addPointer(new RepoPath("m.bin"), pointer(1, 5));
          put(draft, "m.bin", "small after all");
        });

    assertThat(shop.paths(head, "", true, 10)).containsExactly("m.bin");
  }

  @Test
  void leavesADeeperFileThatSpeaksAgainstItAlone() throws IOException {
    Oid head =
        shop.commit(draft -> {
          put(draft, "d/.gitattributes", "*.bin -filter\n");
          draft.addPointer(new RepoPath("d/m.bin"), pointer(1, 5));
        });

    assertThat(shop.paths(head, "", false, 10)).containsExactly("d/");
  }

  @Test
  void writesNoLineThatGitWouldNotRead() throws IOException {
    String part = "x".repeat(250) + "/";
    Oid head =
        shop.commit(draft -> draft.addPointer(new RepoPath(part.repeat(9) + "m"), pointer(1, 5)));

    assertThat(shop.paths(head, "", false, 10)).hasSize(1);
  }

  @Test
  void readsALineUpToTheLengthThatGitReads() throws IOException {
    String rest = " filter=lfs";
    int room = AttributeRules.MAX_LINE_BYTES - 1 - rest.length();
    String longest = ("y".repeat(99) + "/").repeat(room / 100) + "z".repeat(room % 100);
    String tooLong = longest + "z";
    Oid head =
        shop.commit(
            draft -> put(draft, ".gitattributes", longest + rest + "\n" + tooLong + rest + "\n"));

    var git = new RealGit(shop, temp.resolve("bare.git"));
    assertThat(filterByGit(git, longest)).isEqualTo("lfs");
    assertThat(filter(head, longest)).isEqualTo(LfsAttributes.Answer.LFS);
    assertThat(git.run("-c", "core.quotepath=off", "check-attr", "--cached", "filter", tooLong))
        .endsWith("unspecified");
    assertThat(filter(head, tooLong)).isEqualTo(LfsAttributes.Answer.SILENT);
  }

  @Test
  void takesAFileOverItsLimitAsIfItWereNotThereAndLeavesItAlone() throws IOException {
    String rule = "*.bin filter=lfs\n";
    String atLimit = rule + "#".repeat(TreeAttributes.MAX_BYTES - rule.length());
    Oid head = shop.commit(draft -> put(draft, ".gitattributes", atLimit));
    assertThat(filter(head, "x.bin")).isEqualTo(LfsAttributes.Answer.LFS);

    Oid over =
        shop.commit(draft -> {
          put(draft, ".gitattributes", atLimit + "#");
          draft.addPointer(new RepoPath("x.bin"), pointer(1, 5));
        });
    assertThat(filter(over, "x.bin")).isEqualTo(LfsAttributes.Answer.SILENT);
    assertThat(shop.read(over, ".gitattributes")).hasSize(TreeAttributes.MAX_BYTES + 1);
  }

  @Test
  void readsFilesAsGitDoes() throws IOException {
    String root =
        """
        # comment
        *.bin filter=lfs diff=lfs merge=lfs -text
        "quoted name.txt" filter=lfs
        "oct\\303\\251.txt" filter=lfs
        [attr]big filter=lfs -text
        *.model big
        keep/*.bin -filter
        forget.bin !filter
        !neg.dat filter=lfs
        dir/ filter=lfs
        tail.bin filter=other
        **/any/*.dat filter=lfs
        first.bin -filter
        first.bin filter=lfs
        text.md text
        """;
    List<String> paths =
        List.of(
            "x.bin",
            "sub/x.bin",
            "quoted name.txt",
            "octé.txt",
            "y.model",
            "keep/x.bin",
            "keep/sub/x.bin",
            "forget.bin",
            "neg.dat",
            "!neg.dat",
            "dir/inner.txt",
            "tail.bin",
            "a/any/x.dat",
            "any/x.dat",
            "first.bin",
            "text.md",
            "sub/only.here",
            "sub/x.model");
    Oid head =
        shop.commit(draft -> {
          put(draft, ".gitattributes", root);
          put(draft, "sub/.gitattributes", "only.here filter=lfs\n*.model filter=none\n");
        });

    var git = new RealGit(shop, temp.resolve("bare.git"));

    for (String path : paths) {
      LfsAttributes.Answer expected =
          switch (filterByGit(git, path)) {
            case "lfs" -> LfsAttributes.Answer.LFS;
            case "unspecified" -> LfsAttributes.Answer.SILENT;
            default -> LfsAttributes.Answer.NOT_LFS;
          };
      // Git tells "never mentioned" and "!filter" alike; we keep them apart.
      LfsAttributes.Answer answer = filter(head, path);
      assertThat(path.equals("forget.bin") ? LfsAttributes.Answer.SILENT : answer)
          .as(path)
          .isEqualTo(expected);
    }
    assertThat(filter(head, "forget.bin")).isEqualTo(LfsAttributes.Answer.NOT_LFS);
  }

  @Test
  void takesAGivenTextForTheRootsFileAndStillReadsTheNestedOnes() throws IOException {
    Oid head =
        shop.commit(draft -> {
          put(draft, ".gitattributes", "*.bin filter=lfs\n");
          put(draft, "sub/.gitattributes", "*.model filter=lfs\n");
        });
    try (Repository repository = shop.store.open(Workshop.REPOSITORY)) {
      LfsAttributes given = repository.attributes(head, "*.dat filter=lfs\n");
      assertThat(given.filter(new RepoPath("a.dat"))).isEqualTo(LfsAttributes.Answer.LFS);
      assertThat(given.filter(new RepoPath("a.bin"))).isEqualTo(LfsAttributes.Answer.SILENT);
      assertThat(given.filter(new RepoPath("sub/a.model"))).isEqualTo(LfsAttributes.Answer.LFS);
      LfsAttributes first = repository.attributes(null, "*.dat filter=lfs\n");
      assertThat(first.filter(new RepoPath("a.dat"))).isEqualTo(LfsAttributes.Answer.LFS);
    }
  }

  @Test
  void takesAGivenTextOnlyUpToTheSizeThatIsReadOfAStoredOne() {
    String line = "*.dat filter=lfs\n";
    String most = line + "#".repeat(TreeAttributes.MAX_BYTES - line.length());
    try (Repository repository = shop.store.open(Workshop.REPOSITORY)) {
      assertThat(repository.attributes(null, most).filter(new RepoPath("a.dat")))
          .isEqualTo(LfsAttributes.Answer.LFS);
      assertThat(repository.attributes(null, most + "#").filter(new RepoPath("a.dat")))
          .isEqualTo(LfsAttributes.Answer.SILENT);
    }
  }

  @Test
  void staysSilentWhereThereAreNoCommits() {
    try (Repository repository = shop.store.open(Workshop.REPOSITORY)) {
      assertThat(repository.attributes(null).filter(new RepoPath("a.bin")))
          .isEqualTo(LfsAttributes.Answer.SILENT);
    }
  }

  private LfsAttributes.Answer filter(Oid commit, String path) {
    try (Repository repository = shop.store.open(Workshop.REPOSITORY)) {
      return repository.attributes(commit).filter(new RepoPath(path));
    }
  }

  private static String filterByGit(RealGit git, String path) throws IOException {
    git.run("read-tree", "main");
    String[] fields = git.run("check-attr", "--cached", "-z", "filter", "--", path).split("\0", -1);
    return fields[2];
  }
}

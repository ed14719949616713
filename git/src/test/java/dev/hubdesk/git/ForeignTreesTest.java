package dev.hubdesk.git;

import static dev.hubdesk.git.Workshop.pointer;
import static dev.hubdesk.git.Workshop.put;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RefName;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.TreeEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Trees that no commit of ours makes, as a push may bring them.
class ForeignTreesTest {

  private static final String ELSEWHERE = "1234567812345678123456781234567812345678";

  @TempDir Path scratch;
  private Workshop shop;
  private Oid head;

  @BeforeEach
  void storeAForeignCommit() throws Exception {
    shop = new Workshop(scratch);
    try (View view = shop.store.view(Workshop.REPOSITORY);
        var pack = new PackBuilder(shop.store.scratchFile(), view.objects())) {
      LfsPointer lfs = pointer(1, 1_000);
      ObjectId pointer = pack.insert(Constants.OBJ_BLOB, lfs.bytes());
      ObjectId script = pack.insert(Constants.OBJ_BLOB, "#!/bin/sh".getBytes(UTF_8));
      Map<String, @Nullable TreeItem> names = new HashMap<>();
      names.put("link", new TreeItem(FileMode.TYPE_SYMLINK, pointer));
      names.put("lfs", TreeItem.file(pointer));
      names.put("module", TreeItem.gitlink(ObjectId.fromString(ELSEWHERE)));
      names.put("run.sh", new TreeItem(TreeItem.EXECUTABLE, script));
      names.put("back\\slash", TreeItem.file(script));
      ObjectId below = pack.insertTree(TreeTable.EMPTY.rewrite(Map.of("x", TreeItem.file(script))));
      names.put("con\u0001trol", TreeItem.directory(below));
      ObjectId tree = pack.insertTree(TreeTable.EMPTY.rewrite(names));
      var commit = new CommitBuilder();
      commit.setTreeId(tree);
      var author =
          new PersonIdent("Bo", "bo@example.org", Workshop.START, java.time.ZoneOffset.UTC);
      commit.setAuthor(author);
      commit.setCommitter(author);
      commit.setMessage("pushed\n");
      head = Ids.of(pack.insert(Constants.OBJ_COMMIT, commit.build()));
      PackShelf shelf = shop.store.shelf(Workshop.REPOSITORY);
      shelf.put(ObjectArea.CONTENT, pack, Workshop.START);
      shop.ledger.publish(
          new Publication(
              Workshop.REPOSITORY,
              1,
              "push",
              Workshop.START,
              shelf.packs(),
              List.of(new RefChange(RefName.MAIN, null, head, null)),
              Map.of(Ids.of(pointer), lfs),
              Map.of(),
              Map.of(),
              null),
          List.of());
    }
  }

  @Test
  void listsLinksAndModulesAndPassesOverNamesThatNoPathCanHold() throws IOException {
    assertThat(shop.paths(head, "", true, 2)).containsExactly("lfs", "link", "module", "run.sh");
  }

  @Test
  void aSymbolicLinkIsNoLfsFileAndAModuleHasNoSize() throws IOException {
    assertThat(shop.all(head, "", true, 10))
        .extracting(TreeEntry::size)
        .containsExactly(1_000L, (long) pointer(1, 1_000).bytes().length, 0L, 9L);
  }

  @Test
  void commitsOnTopOfWhatItWouldNotWriteItself() throws IOException {
    Oid next =
        shop.commit(draft -> {
          put(draft, "run.sh", "#!/bin/bash");
          put(draft, "module/now/a/directory", "1");
          Workshop.delete(draft, "link");
        });

    assertThat(shop.paths(next, "", true, 10))
        .containsExactly(
            "lfs", "module/", "module/now/", "module/now/a/", "module/now/a/directory", "run.sh");
    try (View view = shop.store.view(Workshop.REPOSITORY)) {
      TreeTable root = view.trees().load(view.rootOf(Ids.of(next)));
      assertThat(root.find("run.sh")).extracting("mode").isEqualTo(TreeItem.EXECUTABLE);
      assertThat(root.find("back\\slash")).isNotNull();
    }
  }

  @Test
  void findsSinglePathsAmongThem() throws IOException {
    try (Repository repository = shop.store.open(Workshop.REPOSITORY)) {
      assertThat(repository.entry(head, new RepoPath("module"))).isPresent();
      assertThat(repository.entry(head, new RepoPath("module/x"))).isEmpty();
    }
  }
}

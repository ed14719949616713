package dev.hubdesk.conformance.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.conformance.clients.GitClone;
import dev.hubdesk.conformance.clients.Http;
import dev.hubdesk.conformance.clients.LfsFile;
import dev.hubdesk.conformance.clients.Program;
import dev.hubdesk.testkit.built.BuiltHubdesk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `git lfs` with its objects in the Hub, and the history in a repository elsewhere.
class GitLfsStory {

  private static final String REPO = "admin/lfs";

  @TempDir private Path folder;

  private Path remote;

  @BeforeEach
  void makeRemote() throws Exception {
    remote = folder.resolve("remote.git");
    new Program(List.of("git", "init", "--quiet", "--bare", "-b", "main", remote.toString()))
        .mustRun();
  }

  @Test
  void objectsThatOneClonePushesAnotherPullsAndAStrangerGetsNeither() throws Exception {
    try (BuiltHubdesk hubdesk = BuiltHubdesk.up(folder)) {
      var admin = new Http(hubdesk.hub(), hubdesk.adminToken());
      String wanted = "{\"name\":\"lfs\",\"private\":true}";
      assertThat(admin.post("/api/repos/create", wanted).status()).isEqualTo(200);
      String lfsUrl = hubdesk.hub() + "/" + REPO + ".git/info/lfs";
      GitClone author = clone("author", lfsUrl, hubdesk.adminToken());
      author.mustRun("lfs", "track", "*.bin");
      List<LfsFile> files = List.of(write(author, "a.bin", 3_000_000), write(author, "b.bin", 1));
      author.mustRun("add", ".");
      author.mustRun("commit", "--quiet", "--message", "large files");

      refused(author.withoutToken().run("lfs", "push", "origin", "main"));
      author.mustRun("lfs", "push", "origin", "main");
      author.mustRun("push", "--quiet", "origin", "main");
      for (LfsFile file : files) {
        assertThat(file.uploadAddress(admin, REPO)).as("already there").isEmpty();
        assertThat(file.commit(admin, REPO).status()).isEqualTo(200);
      }

      GitClone reader = clone("reader", lfsUrl, hubdesk.adminToken());
      assertThat(reader.folder().resolve("a.bin")).content().startsWith("version https://git-lfs");
      reader.mustRun("lfs", "pull");
      for (LfsFile file : files) {
        assertThat(Files.mismatch(reader.folder().resolve(file.name()), file.path())).isEqualTo(-1);
      }
      refused(clone("other-stranger", lfsUrl, "").run("lfs", "pull"));
    }
  }

  private GitClone clone(String name, String lfsUrl, String token) throws Exception {
    return GitClone.of(remote, folder.resolve(name), lfsUrl, token);
  }

  private static LfsFile write(GitClone clone, String name, int size) throws Exception {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    return LfsFile.write(clone.folder().resolve(name), content);
  }

  /// Git wanted to ask for credentials, which says that it was told to, and could not.
  private static void refused(Program.Ended ended) {
    assertThat(ended.exitCode()).as(ended.err()).isNotZero();
    assertThat(ended.out() + ended.err()).contains("could not read Username");
  }
}

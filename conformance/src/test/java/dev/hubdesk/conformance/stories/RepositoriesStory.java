package dev.hubdesk.conformance.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.conformance.clients.GitClone;
import dev.hubdesk.conformance.clients.Http;
import dev.hubdesk.conformance.clients.LfsFile;
import dev.hubdesk.conformance.clients.Node;
import dev.hubdesk.conformance.clients.Program;
import dev.hubdesk.conformance.clients.Python;
import dev.hubdesk.testkit.built.BuiltHubdesk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The life of repositories as stock clients know it: made, changed, moved, duplicated, liked,
/// deleted, and used under a former name.
class RepositoriesStory {

  private static final String ANA = "hf_ana_of_the_story";
  private static final String BEN = "hf_ben_of_the_story";

  @TempDir private Path folder;

  private static void makeAccounts(BuiltHubdesk hubdesk) throws IOException, InterruptedException {
    String accounts =
        """
        {"users": [
           {"name": "ana", "tokens": [{"name": "t", "value": "%s", "role": "write"}]},
           {"name": "ben", "tokens": [{"name": "t", "value": "%s", "role": "write"}]}],
         "organizations": [{"name": "lab", "members": [{"user": "ana", "role": "admin"}]}]}
        """
            .formatted(ANA, BEN);
    var admin = new Http(hubdesk.hub(), hubdesk.adminToken());
    assertThat(admin.post("/api/admin/accounts/apply", accounts).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource(Python.class)
  void thePythonClientLivesWithThem(Python python) throws Exception {
    try (BuiltHubdesk hubdesk = BuiltHubdesk.up(folder)) {
      makeAccounts(hubdesk);
      String said =
          python
              .script("repositories.py", hubdesk.hub(), ANA, BEN, hubdesk.adminToken())
              .with("HF_HOME", folder.resolve("hf-home").toString())
              .mustRun();
      assertThat(said).contains("done");
    }
  }

  @Test
  void theJavaScriptClientLivesWithThem() throws Exception {
    try (BuiltHubdesk hubdesk = BuiltHubdesk.up(folder)) {
      makeAccounts(hubdesk);
      assertThat(Node.script("repositories.mjs", hubdesk.hub(), ANA, "ana").mustRun())
          .contains("done");
    }
  }

  @Test
  void gitLfsPushesAndPullsUnderAFormerName() throws Exception {
    Path remote = folder.resolve("remote.git");
    new Program(List.of("git", "init", "--quiet", "--bare", "-b", "main", remote.toString()))
        .mustRun();
    try (BuiltHubdesk hubdesk = BuiltHubdesk.up(folder)) {
      makeAccounts(hubdesk);
      var ana = new Http(hubdesk.hub(), ANA);
      assertThat(ana.post("/api/repos/create", "{\"name\":\"old\",\"private\":true}").status())
          .isEqualTo(200);
      String move = "{\"fromRepo\":\"ana/old\",\"toRepo\":\"lab/new\",\"type\":\"model\"}";
      assertThat(ana.post("/api/repos/move", move).status()).isEqualTo(200);
      String lfsUrl = hubdesk.hub() + "/ana/old.git/info/lfs";
      GitClone author = GitClone.of(remote, folder.resolve("author"), lfsUrl, ANA);
      author.mustRun("lfs", "track", "*.bin");
      byte[] content = new byte[2_000_000];
      new Random(1).nextBytes(content);
      LfsFile file = LfsFile.write(author.folder().resolve("a.bin"), content);
      author.mustRun("add", ".");
      author.mustRun("commit", "--quiet", "--message", "a large file");
      author.mustRun("lfs", "push", "origin", "main");
      author.mustRun("push", "--quiet", "origin", "main");
      assertThat(file.commit(ana, "lab/new").status()).isEqualTo(200);
      GitClone reader = GitClone.of(remote, folder.resolve("reader"), lfsUrl, ANA);
      reader.mustRun("lfs", "pull");
      assertThat(Files.mismatch(reader.folder().resolve("a.bin"), file.path())).isEqualTo(-1);
      GitClone stranger = GitClone.of(remote, folder.resolve("stranger"), lfsUrl, BEN);
      assertThat(stranger.run("lfs", "pull").exitCode()).isNotZero();
    }
  }
}

package dev.hubdesk.conformance.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.conformance.clients.Http;
import dev.hubdesk.conformance.clients.LfsFile;
import dev.hubdesk.testkit.built.BuiltHubdesk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// kill -9 in the moment of the answer: what was answered with 200 is there afterwards.
class KillAfterAnswerStory {

  private static final String REPO = "admin/answered";
  private static final int ROUNDS = Boolean.getBoolean("hubdesk.long") ? 20 : 2;

  @TempDir private Path folder;

  @Test
  void anUploadAndACommitThatWereAnsweredAreThereAfterAKill() throws Exception {
    var random = new Random(3);
    try (BuiltHubdesk hubdesk = BuiltHubdesk.up(folder)) {
      var admin = new Http(hubdesk.hub(), hubdesk.adminToken());
      assertThat(admin.post("/api/repos/create", "{\"name\":\"answered\"}").status())
          .isEqualTo(200);
      for (int round = 0; round < ROUNDS; round++) {
        byte[] content = new byte[5_000_000];
        random.nextBytes(content);
        LfsFile file = LfsFile.write(folder.resolve(round + ".bin"), content);

        String address = file.uploadAddress(admin, REPO);
        int uploaded = nobody(hubdesk).send("PUT", address, "", file.asBody()).status();
        hubdesk.kill();
        assertThat(uploaded).isEqualTo(200);
        hubdesk.start();
        assertThat(file.uploadAddress(admin, REPO)).as("already there").isEmpty();

        int committed = file.commit(admin, REPO).status();
        hubdesk.kill();
        assertThat(committed).isEqualTo(200);
        hubdesk.start();
        Path back = folder.resolve("back");
        String resolve = "/" + REPO + "/resolve/main/" + file.name();
        assertThat(nobody(hubdesk).get(resolve, "--output", back.toString()).status())
            .isEqualTo(200);
        assertThat(Files.mismatch(back, file.path())).isEqualTo(-1);
      }
    }
  }

  private static Http nobody(BuiltHubdesk hubdesk) {
    return new Http(hubdesk.hub(), "");
  }
}

package dev.hubdesk.desk.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import org.junit.jupiter.api.Test;

class FailureTextTest {

  @Test
  void saysWhatCanBeDoneAboutARefusal() {
    assertThat(text(new Failure.Forbidden("Access is restricted")))
        .startsWith("Access is restricted. Accept the terms at https://hub.example/ana/bert ");
    assertThat(text(new Failure.NotSignedIn("Sign in")))
        .isEqualTo("Sign in. Give the Desk a valid token for https://hub.example, then retry");
    assertThat(text(new Failure.RepoNotFound(false)))
        .isEqualTo("Repository not found. See https://hub.example/ana/bert");
    assertThat(text(new Failure.Upstream(500, "broken"))).isEqualTo("broken");
  }

  private static String text(Failure failure) {
    return FailureText.of(
        "https://hub.example", new RepoId(RepoType.MODEL, "ana", "bert"), failure);
  }
}

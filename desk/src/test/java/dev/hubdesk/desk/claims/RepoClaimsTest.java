package dev.hubdesk.desk.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.desk.claims.RepoClaims.Claim;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepoClaimsTest {

  @TempDir Path root;
  private final RepoClaims claims = new RepoClaims();

  @Test
  void letsDownloadsOfOneRepositoryShareAndADeletionWait() {
    Path bert = root.resolve("models--ana--bert");
    try (Claim _ = claims.share(bert, "it is being downloaded");
        Claim _ = claims.share(bert, "it is being downloaded")) {
      assertRefused(bert, "it is being downloaded");
    }
    claims.hold(bert, "it is being deleted").close();
  }

  @Test
  void refusesEverybodyWhileOneHolds() {
    Path bert = root.resolve("models--ana--bert");
    try (Claim _ = claims.hold(bert, "it is being deleted")) {
      assertThat(claims.tryShare(bert, "")).isEmpty();
      assertThatThrownBy(() -> claims.share(bert, ""))
          .hasMessageEndingWith("models--ana--bert is busy: it is being deleted");
      claims.hold(root.resolve("models--ana--gpt"), "").close();
    }
    claims.tryShare(bert, "").orElseThrow().close();
  }

  @Test
  void coversWhatIsAboveAndBelow() {
    Path bert = root.resolve("models--ana--bert");
    try (Claim _ = claims.share(bert, "it is being downloaded")) {
      assertRefused(root, "it is being downloaded");
      assertRefused(bert.resolve("blobs"), "it is being downloaded");
    }
    try (Claim _ = claims.hold(root, "links are being rebuilt")) {
      assertRefused(bert, "links are being rebuilt");
      assertThat(claims.tryShare(root.resolveSibling("other"), "")).isPresent();
    }
  }

  @Test
  void knowsAFolderByEachOfItsNames() throws IOException {
    Path folder = Files.createDirectory(root.resolve("folder"));
    Path link = Files.createSymbolicLink(root.resolve("link"), folder);
    try (Claim _ = claims.hold(link.resolve("ana/bert"), "it is being deleted")) {
      assertRefused(folder.resolve("ana/../ana/bert"), "it is being deleted");
    }
  }

  @Test
  void tellsWhoWaitsThatAFolderIsFreeAgain() {
    var told = new AtomicInteger();
    claims.onRelease(told::incrementAndGet);
    claims.share(root, "").close();
    assertThat(told).hasValue(0);
    Claim claim = claims.hold(root, "");
    claim.close();
    claim.close();
    assertThat(told).hasValue(1);
  }

  private void assertRefused(Path folder, String why) {
    assertThatThrownBy(() -> claims.hold(folder, "another"))
        .isInstanceOfSatisfying(
            FailureException.class,
            e -> assertThat(e.failure()).isInstanceOf(Failure.Conflict.class))
        .hasMessageEndingWith(" is busy: " + why);
  }
}

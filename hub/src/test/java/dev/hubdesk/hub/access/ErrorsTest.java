package dev.hubdesk.hub.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.Oid;
import org.junit.jupiter.api.Test;

class ErrorsTest {

  @Test
  void aMissingRepositoryIs404ToThoseSignedInAnd401ToOthers() {
    var missing = new Failure.RepoNotFound(false);
    assertThat(HubErrors.answer(missing, true).status()).isEqualTo(404);
    assertThat(HubErrors.answer(missing, false).status()).isEqualTo(401);
    assertThat(HubErrors.answer(missing, false).headers())
        .containsEntry("X-Error-Code", "RepoNotFound")
        .containsEntry("X-Error-Message", "Repository not found");
  }

  @Test
  void aHiddenRepositoryIs403OnDocumentedPathsAndA404WhereThereIsNone() {
    assertThat(DocumentedErrors.answer(new Failure.RepoNotFound(true)).status()).isEqualTo(403);
    assertThat(DocumentedErrors.answer(new Failure.RepoNotFound(false)).status()).isEqualTo(404);
  }

  @Test
  void aMissingEntryTellsTheCommit() {
    var commit = new Oid("b".repeat(40));
    assertThat(HubErrors.answer(new Failure.EntryNotFound("a", commit), true).headers())
        .containsEntry("X-Error-Code", "EntryNotFound")
        .containsEntry("X-Repo-Commit", commit.hex());
  }

  @Test
  void aMessageBecomesOneLineOfAsciiInTheHeaderAndStaysWholeInTheBody() {
    ErrorAnswer answer = HubErrors.answer(new Failure.BadRequest("größe\r\nX-Evil: 1"), true);
    assertThat(answer.headers()).containsEntry("X-Error-Message", "gr%C3%B6%C3%9Fe X-Evil: 1");
    assertThat(answer.body()).containsEntry("error", "größe\r\nX-Evil: 1");
  }

  @Test
  void aConflictTellsWhereTheExistingThingIs() {
    var conflict = new Failure.Conflict("exists", "http://hub/ana/m");
    assertThat(HubErrors.answer(conflict, true).status()).isEqualTo(409);
    assertThat(HubErrors.answer(conflict, true).body()).containsEntry("url", "http://hub/ana/m");
  }

  @Test
  void gitLfsIsAskedForCredentials() {
    ErrorAnswer answer = LfsErrors.answer(new Failure.NotSignedIn("who?"), false);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.headers()).containsKey("LFS-Authenticate");
    assertThat(answer.body()).containsEntry("message", "who?");
  }
}

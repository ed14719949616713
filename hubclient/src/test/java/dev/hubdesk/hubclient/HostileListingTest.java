package dev.hubdesk.hubclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.hubclient.ScriptedHub.Reply;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import dev.hubdesk.protocol.Revision;
import dev.hubdesk.protocol.TreeEntry;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Listings whose values would become names of files: digests name blobs, paths name entries. A
/// listing with one that cannot be is refused whole.
@Timeout(30)
class HostileListingTest {

  private static final RepoId REPO = new RepoId(RepoType.MODEL, "ana", "bert");
  private static final String OID = "0123456789abcdef0123456789abcdef01234567";
  private static final String SHA =
      "89abcdef89abcdef89abcdef89abcdef89abcdef89abcdef89abcdef89abcdef";

  private ScriptedHub hub;
  private Transport transport;

  @BeforeEach
  void start() throws IOException {
    hub = new ScriptedHub();
    transport = new Transport(TransportSettings.DEFAULT);
  }

  @AfterEach
  void stop() {
    transport.close();
    hub.close();
  }

  private List<TreeEntry.File> files() throws InterruptedException {
    return new ListTree(transport, hub.endpoint()).files(REPO, Revision.MAIN);
  }

  private void lists(String path, String oid, String lfs) {
    String sound = "{\"type\":\"file\",\"path\":\"a\",\"size\":1,\"oid\":\"" + OID + "\"}";
    hub.answers((_, _) ->
        Reply.json(
            "[%s,{\"type\":\"file\",\"path\":\"%s\",\"size\":9,\"oid\":\"%s\"%s}]"
                .formatted(sound, path, oid, lfs)));
  }

  private static String lfs(String digest) {
    return ",\"lfs\":{\"oid\":\"" + digest + "\",\"size\":9,\"pointerSize\":130}";
  }

  private void assertRefused(String named) {
    assertThatThrownBy(this::files)
        .isInstanceOf(FailureException.class)
        .hasMessageContaining(named);
  }

  @Test
  void aDigestMayHaveAPrefixAndCapitals() throws Exception {
    for (String digest : List.of(SHA, "sha256:" + SHA, SHA.toUpperCase(Locale.ROOT))) {
      lists("big", OID, lfs(digest));
      assertThat(files().getLast().pointer().map(LfsPointer::oid))
          .hasValueSatisfying(oid -> assertThat(oid.hex()).isEqualTo(SHA));
    }
  }

  @Test
  void filesMayBeCalledAsGitCallsThem() throws Exception {
    hub.answers((_, _) ->
        Reply.json(
            "[{\"type\":\"tree\",\"path\":\"d\",\"oid\":\"%s\"},".formatted(OID)
                + "{\"type\":\"blob\",\"path\":\"d/a\",\"size\":1,\"oid\":\"%s\"}]"
                    .formatted(OID)));

    assertThat(files()).singleElement().extracting(file -> file.path().text()).isEqualTo("d/a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        OID,
        "sha256:",
        "sha256:sha256:89abcdef",
        "md5:89abcdef89abcdef89abcdef89abcdef89abcdef89abcdef89abcdef89abcdef",
        "89abcdef89abcdef89abcdef89abcdef89abcdef89abcdef89abcdef89abcde",
        "89abcdef89abcdef89abcdef89abcdef89abcdef89abcdef89abcdef89abcdef0",
        "89abcdef89abcdef89abcdef89abcdef89abcdef89abcdef89abcdef89abcdeg",
        "../../../../89abcdef89abcdef89abcdef89abcdef89abcdef89abcdef89ab",
        "/etc/passwd",
      })
  void whatIsNoDigestNamesNoBlob(String digest) {
    lists("big", OID, lfs(digest));

    assertRefused("lfs.oid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0123", "../../../x", SHA})
  void whatIsNoGitIdNamesNoBlobEither(String oid) {
    lists("small", oid, "");

    assertRefused("oid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        "../x",
        "a/../../x",
        "a/./b",
        "a//b",
        "a\\\\..\\\\..\\\\x",
        "a\\u0000b",
        "a\\nb",
        ".git/config",
      })
  void aPathThatCouldLeaveItsRootIsRefusedWithAllOthers(String path) {
    lists(path, OID, "");

    assertThatThrownBy(this::files).isInstanceOf(FailureException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1.5", "\"9\"", "null", "99999999999999999999"})
  void aSizeIsANumberOfBytes(String size) {
    hub.answers((_, _) ->
        Reply.json(
            "[{\"type\":\"file\",\"path\":\"a\",\"size\":" + size + ",\"oid\":\"" + OID + "\"}]"));

    assertRefused("size");
  }
}

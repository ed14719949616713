package dev.hubdesk.conformance.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.conformance.clients.Http;
import dev.hubdesk.conformance.clients.Python;
import dev.hubdesk.testkit.built.BuiltHubdesk;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a stranger may send: each gets the error that the client contract gives it, and nothing is
/// half-written.
class BadInputStory {

  private static final String REPO = "admin/bad-input";
  private static final String WRONG = "hf_" + "w".repeat(34);
  private static final String READER = "hf_" + "r".repeat(34);
  private static final String STRANGER = "hf_" + "s".repeat(34);
  private static final String HEADER = "{\"key\":\"header\",\"value\":{\"summary\":\"x\"}}\n";

  @TempDir private static Path folder;

  private static final String NOWHERE = "http://127.0.0.1:9";

  private static BuiltHubdesk hubdesk;
  private static Http admin;

  @BeforeAll
  static void start() throws Exception {
    hubdesk = BuiltHubdesk.up(folder, "--collect-after", "0", "--endpoint", NOWHERE);
    admin = new Http(hubdesk.hub(), hubdesk.adminToken());
    assertThat(
            admin
                .post(
                    "/api/admin/accounts/apply",
                    """
                    {"users": [{"name": "reader", "tokens": [{"name": "r", "value": "%s", "role": "read"}]},
                               {"name": "stranger", "tokens": [{"name": "s", "value": "%s", "role": "write"}]}]}
                    """
                        .formatted(READER, STRANGER))
                .status())
        .isEqualTo(200);
    assertThat(admin.post("/api/repos/create", "{\"name\": \"bad-input\"}").status())
        .isEqualTo(200);
    commit(file("hello.txt", "hello")).mustBe(200);
  }

  @AfterAll
  static void stop() throws Exception {
    assertThat(hubdesk.log()).doesNotContain(hubdesk.adminToken(), WRONG, READER, STRANGER);
    hubdesk.close();
  }

  @Test
  void theStockClientKnowsEveryErrorByItsClass() throws Exception {
    String said =
        Python.NEWEST.script("errors.py", hubdesk.hub(), hubdesk.adminToken(), REPO).mustRun();
    assertThat(said).contains("all as expected");
  }

  @Test
  void aWrongTokenIsA401AndAMissingOneToo() throws Exception {
    assertThat(new Http(hubdesk.hub(), WRONG).get("/api/whoami-v2").status()).isEqualTo(401);
    assertThat(new Http(hubdesk.hub(), "").get("/api/whoami-v2").status()).isEqualTo(401);
    assertThat(new Http(hubdesk.hub(), "").post("/api/repos/create", "{\"name\": \"x\"}").status())
        .isEqualTo(401);
    Http.Answer refused =
        new Http(hubdesk.hub(), READER).post("/api/repos/create", "{\"name\": \"x\"}");
    assertThat(refused.status()).isEqualTo(403);
  }

  @Test
  void anUnknownRepositoryAndAnUnknownRevisionAreNamedByTheirCodes() throws Exception {
    Http.Answer repo = admin.get("/api/models/admin/none");
    assertThat(repo.status()).isEqualTo(404);
    assertThat(repo.header("X-Error-Code")).contains("RepoNotFound");
    Http.Answer anonymous = new Http(hubdesk.hub(), "").get("/api/models/admin/none");
    assertThat(anonymous.status()).isEqualTo(401);
    assertThat(anonymous.header("X-Error-Code")).contains("RepoNotFound");
    Http.Answer revision = admin.get("/api/models/" + REPO + "/tree/none");
    assertThat(revision.status()).isEqualTo(404);
    assertThat(revision.header("X-Error-Code")).contains("RevisionNotFound");
    Http.Answer entry = admin.get("/" + REPO + "/resolve/main/none.txt");
    assertThat(entry.status()).isEqualTo(404);
    assertThat(entry.header("X-Error-Code")).contains("EntryNotFound");
    assertThat(entry.header("X-Repo-Commit")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../up.txt",
        "a/../../up.txt",
        "a/./b.txt",
        ".git/config",
        "a/.GIT/hooks",
        "back\\\\slash.txt",
        "line\\nbreak.txt",
        "nul\\u0000.txt",
        "a//b.txt",
      })
  void aPathThatLeavesTheRepositoryIsRefusedAndNothingIsCommitted(String path) throws Exception {
    String before = head();
    commit(file(path, "x") + file("beside.txt", "x")).mustBeRefused();
    assertThat(head()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../hello.txt", "%2e%2e/hello.txt", "..%2fhello.txt", "a%5cb", "a%00b", "%ff"})
  void aPathThatCannotExistIsNotResolved(String path) throws Exception {
    assertThat(admin.get("/" + REPO + "/resolve/main/" + path).status()).isBetween(400, 404);
  }

  @Test
  void linesThatBreakOffCommitNothing() throws Exception {
    String before = head();
    String whole = HEADER + file("a.txt", "a") + file("b.txt", "b");
    commitRaw(whole.substring(0, whole.length() - 20)).mustBeRefused();
    commitRaw(HEADER + file("a.txt", "a") + "{\"key\":\"file\"").mustBeRefused();
    commitRaw(file("a.txt", "a") + "garbage\n").mustBeRefused();
    assertThat(head()).isEqualTo(before);
  }

  @Test
  void aCommitOnAStaleParentIsA412() throws Exception {
    String before = head();
    commitRaw(
            "{\"key\":\"header\",\"value\":{\"summary\":\"x\",\"parentCommit\":\""
                + "0".repeat(40)
                + "\"}}\n"
                + file("a.txt", "a"))
        .mustBe(412);
    assertThat(head()).isEqualTo(before);
  }

  @Test
  void bytesThatDoNotMatchTheirHashAreNotKept() throws Exception {
    String oid = "ab".repeat(32);
    String href = upload(admin, oid, 11);
    Http.Answer answer = admin.send("PUT", href, "hello world", "--header", "Content-Type: a/b");
    assertThat(answer.status()).isBetween(400, 422);
    assertThat(folder.resolve("data/blobs/lfs/ab/ab/" + oid)).doesNotExist();
    commit(lfs("w.bin", oid, 11)).mustBeRefused();
  }

  @Test
  void knowingTheHashOfSomebodysPrivateObjectGrantsNothing() throws Exception {
    String oid = "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9";
    String href = upload(admin, oid, 11);
    assertThat(admin.send("PUT", href, "hello world", "--header", "Content-Type: a/b").status())
        .isEqualTo(200);
    assertThat(
            admin.post("/api/repos/create", "{\"name\": \"secret\", \"private\": true}").status())
        .isEqualTo(200);
    commitTo(admin, "admin/secret", HEADER + lfs("w.bin", oid, 11)).mustBe(200);

    var stranger = new Http(hubdesk.hub(), STRANGER);
    assertThat(stranger.post("/api/repos/create", "{\"name\": \"thief\"}").status()).isEqualTo(200);
    commitTo(stranger, "stranger/thief", HEADER + lfs("w.bin", oid, 11)).mustBeRefused();
    String pointer =
        "version https://git-lfs.github.com/spec/v1\noid sha256:" + oid + "\nsize 11\n";
    commitTo(stranger, "stranger/thief", HEADER + file("w.bin", pointer)).mustBeRefused();
    assertThat(stranger.get("/stranger/thief/resolve/main/w.bin").status()).isEqualTo(404);
    assertThat(stranger.get("/admin/secret/resolve/main/w.bin").status()).isEqualTo(404);
    assertThat(upload(stranger, oid, 11)).as("the bytes are asked for all the same").isNotEmpty();
  }

  @Test
  void aRangePastTheEndIsA416() throws Exception {
    Http.Answer answer =
        admin.get("/" + REPO + "/resolve/main/hello.txt", "--header", "Range: bytes=5-9");
    assertThat(answer.status()).isEqualTo(416);
    assertThat(answer.header("Content-Range")).contains("bytes */5");
  }

  @Test
  void aBodyOverItsLimitIsRefused() throws Exception {
    Path large = folder.resolve("large.json");
    Files.writeString(large, "{\"name\": \"" + "x".repeat(20 << 20) + "\"}");
    assertThat(admin.post("/api/repos/create", "@" + large).status()).isEqualTo(413);
    var desk = new Http(hubdesk.desk(), "");
    Http.Answer refused = desk.post("/api/plan", "@" + large);
    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.body()).contains("\"ok\":false", "error_detail");
  }

  @Test
  void theDeskAnswersWhatItCannotUnderstandInItsEnvelope() throws Exception {
    var desk = new Http(hubdesk.desk(), "");
    assertThat(desk.post("/api/plan", "{").status()).isEqualTo(400);
    assertThat(desk.post("/api/plan", "{\"repo\": \"../..\"}").status()).isEqualTo(400);
    // The own Hub does not have it, and the other endpoint, which might, cannot be asked.
    Http.Answer unknown = desk.post("/api/plan", "{\"repo\": \"admin/none\"}");
    assertThat(unknown.status()).isEqualTo(502);
    assertThat(unknown.body()).contains("\"ok\":false", NOWHERE);
    assertThat(desk.get("/api/none").body()).contains("\"ok\":false", "error_detail");
    assertThat(desk.get("/api/health", "--header", "Host: evil.example").status()).isEqualTo(403);
    assertThat(desk.post("/api/plan", "{}", "--header", "Origin: http://evil.example").status())
        .isEqualTo(403);
  }

  private static String head() throws Exception {
    return admin.get("/api/models/" + REPO + "/refs").body();
  }

  private static String upload(Http as, String oid, long size) throws Exception {
    String repo = as == admin ? REPO : "stranger/thief";
    String body =
        "{\"operation\":\"upload\",\"transfers\":[\"basic\"],\"objects\":[{\"oid\":\"%s\",\"size\":%d}]}"
            .formatted(oid, size);
    String answer =
        as.post(
                "/" + repo + ".git/info/lfs/objects/batch",
                body,
                "--header",
                "Content-Type: application/vnd.git-lfs+json")
            .body();
    int start = answer.indexOf("\"href\":\"") + 8;
    assertThat(start).as(answer).isGreaterThan(8);
    return answer.substring(start, answer.indexOf('"', start));
  }

  private static String file(String path, String content) {
    String base64 = Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));
    return "{\"key\":\"file\",\"value\":{\"path\":\"%s\",\"encoding\":\"base64\",\"content\":\"%s\"}}\n"
        .formatted(path, base64);
  }

  private static String lfs(String path, String oid, long size) {
    return "{\"key\":\"lfsFile\",\"value\":{\"path\":\"%s\",\"algo\":\"sha256\",\"oid\":\"%s\",\"size\":%d}}\n"
        .formatted(path, oid, size);
  }

  private static Committed commit(String lines) throws Exception {
    return commitRaw(HEADER + lines);
  }

  private static Committed commitRaw(String lines) throws Exception {
    return commitTo(admin, REPO, lines);
  }

  private static Committed commitTo(Http as, String repo, String lines) throws Exception {
    return new Committed(
        as.post(
            "/api/models/" + repo + "/commit/main",
            lines,
            "--header",
            "Content-Type: application/x-ndjson"));
  }

  private record Committed(Http.Answer answer) {

    void mustBe(int status) {
      assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    }

    void mustBeRefused() {
      assertThat(answer.status()).as(answer.body()).isBetween(400, 422);
      assertThat(answer.body()).contains("\"error\"");
    }
  }
}

package dev.hubdesk.conformance.api;

import static dev.hubdesk.conformance.api.HubClient.file;
import static dev.hubdesk.conformance.api.HubClient.largeFile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.conformance.api.HubClient.Answer;
import dev.hubdesk.testkit.hub.RunningHub;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResolveTest {

  private static final String REPO = "ana/files";
  private static final String RESOLVE = "/" + REPO + "/resolve/main/";

  private final byte[] large = new byte[2_000_000];
  private final byte[] text = "hello, files\n".repeat(100).getBytes(StandardCharsets.UTF_8);
  private RunningHub hub;
  private HubClient ana;
  private HubClient nobody;

  @BeforeEach
  void start(@TempDir Path data) throws Exception {
    new Random(12).nextBytes(large);
    hub = RunningHub.on(data).user("ana").user("bob").start();
    ana = HubClient.of(hub, "ana");
    nobody = HubClient.anonymous(hub);
    ana.create("files");
    Answer made =
        ana.commit(
            REPO, file("a.txt", text), file("dir/sub dir/é.txt", text), file("empty.txt", ""));
    assertThat(made.status()).as(made.body()).isEqualTo(200);
    ana.uploadLarge(REPO, large);
    assertThat(ana.commit(REPO, largeFile("model.bin", large)).status()).isEqualTo(200);
  }

  @AfterEach
  void stop() throws IOException {
    hub.close();
  }

  private String head() throws Exception {
    return nobody.get("/api/models/" + REPO).json().path("sha").textValue();
  }

  @Test
  void describesARegularFileOnHeadAndGetAlike() throws Exception {
    Answer head = nobody.head(RESOLVE + "a.txt");
    Answer get = nobody.get(RESOLVE + "a.txt");
    assertThat(get.bytes()).isEqualTo(text);
    for (Answer answer : new Answer[] {head, get}) {
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("x-repo-commit")).isEqualTo(head());
      assertThat(answer.header("etag")).matches("\"[0-9a-f]{40}\"");
      assertThat(answer.header("content-length")).isEqualTo("" + text.length);
      assertThat(answer.header("accept-ranges")).isEqualTo("bytes");
      assertThat(answer.header("x-linked-etag")).isEmpty();
      assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
      assertThat(answer.header("content-security-policy")).isEqualTo("sandbox; default-src 'none'");
      assertThat(answer.header("content-disposition"))
          .isEqualTo("inline; filename*=UTF-8''a.txt; filename=\"a.txt\";");
      assertThat(answer.header("x-request-id")).isNotEmpty();
    }
    assertThat(nobody.get(RESOLVE + "a.txt?download=true").header("content-disposition"))
        .startsWith("attachment");
  }

  @Test
  void describesAnLfsFileByItsContent() throws Exception {
    Answer head = nobody.head(RESOLVE + "model.bin");
    String tag = "\"" + HubClient.sha256(large) + "\"";
    assertThat(head.header("etag")).isEqualTo(tag);
    assertThat(head.header("x-linked-etag")).isEqualTo(tag);
    assertThat(head.header("x-linked-size")).isEqualTo("" + large.length);
    assertThat(head.header("content-length")).isEqualTo("" + large.length);
    assertThat(nobody.get(RESOLVE + "model.bin").bytes()).isEqualTo(large);
    assertThat(nobody.get("/" + REPO + "/raw/main/model.bin").body())
        .startsWith("version https://git-lfs.github.com/spec/v1\noid sha256:");
  }

  @Test
  void sendsRangesOfBothKinds() throws Exception {
    for (String name : new String[] {"a.txt", "model.bin"}) {
      byte[] whole = name.equals("a.txt") ? text : large;
      Answer middle = nobody.get(RESOLVE + name, "Range", "bytes=100-1199");
      assertThat(middle.status()).isEqualTo(206);
      assertThat(middle.header("content-range")).isEqualTo("bytes 100-1199/" + whole.length);
      assertThat(middle.bytes()).isEqualTo(Arrays.copyOfRange(whole, 100, 1200));
      Answer rest = nobody.get(RESOLVE + name, "Range", "bytes=1000-");
      assertThat(rest.bytes()).isEqualTo(Arrays.copyOfRange(whole, 1000, whole.length));
      Answer probe = nobody.get(RESOLVE + name, "Range", "bytes=0-0");
      assertThat(probe.header("content-range")).isEqualTo("bytes 0-0/" + whole.length);
      Answer past = nobody.get(RESOLVE + name, "Range", "bytes=" + whole.length + "-");
      assertThat(past.status()).isEqualTo(416);
      assertThat(past.header("content-range")).isEqualTo("bytes */" + whole.length);
      Answer nonsense = nobody.get(RESOLVE + name, "Range", "bytes=z");
      assertThat(nonsense.bytes()).isEqualTo(whole);
    }
  }

  @Test
  void servesEmptyFiles() throws Exception {
    assertThat(nobody.get(RESOLVE + "empty.txt").bytes()).isEmpty();
    assertThat(nobody.head(RESOLVE + "empty.txt").header("content-length")).isEqualTo("0");
    Answer probe = nobody.get(RESOLVE + "empty.txt", "Range", "bytes=0-0");
    assertThat(probe.status()).isEqualTo(200);
    assertThat(probe.header("content-range")).endsWith("/0");
  }

  @Test
  void answers304ToWhoeverHasIt() throws Exception {
    String tag = nobody.head(RESOLVE + "model.bin").header("etag");
    Answer again = nobody.get(RESOLVE + "model.bin", "If-None-Match", tag);
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.bytes()).isEmpty();
  }

  @Test
  void findsPathsAndRevisionsHoweverTheyAreEncoded() throws Exception {
    String path = "dir/sub%20dir/%C3%A9.txt";
    for (String revision :
        new String[] {"main", "refs%2Fheads%2Fmain", "refs/heads/main", head()}) {
      Answer answer = nobody.get("/" + REPO + "/resolve/" + revision + "/" + path);
      assertThat(answer.bytes()).as(revision).isEqualTo(text);
    }
    assertThat(nobody.get(RESOLVE + path.replace("/", "%2F")).bytes()).isEqualTo(text);
    assertThat(nobody.get(RESOLVE + path).header("content-disposition"))
        .isEqualTo("inline; filename*=UTF-8''%C3%A9.txt; filename=\"_.txt\";");
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    for (String missing : new String[] {"nope", "dir", "dir/../a.txt", ".git/config", "a%00b"}) {
      Answer answer = nobody.get(RESOLVE + missing.replace("..", "%2E%2E"));
      if (missing.contains("%00")) {
        assertThat(answer.status()).isEqualTo(400);
      } else {
        assertThat(answer.status()).as(missing).isEqualTo(404);
        assertThat(answer.header("x-error-code")).isEqualTo("EntryNotFound");
        assertThat(answer.header("x-repo-commit")).isEqualTo(head());
      }
    }
    Answer revision = nobody.get("/" + REPO + "/resolve/nope/a.txt");
    assertThat(revision.header("x-error-code")).isEqualTo("RevisionNotFound");
    Answer repository = ana.get("/ana/nope/resolve/main/a.txt");
    assertThat(repository.status()).isEqualTo(404);
    assertThat(repository.header("x-error-code")).isEqualTo("RepoNotFound");
    assertThat(nobody.get("/bert/resolve/main/a.txt").header("x-error-code"))
        .isEqualTo("RepoNotFound");
  }

  @Test
  void hidesPrivateRepositories() throws Exception {
    ana.createPrivate("secret");
    ana.commit("ana/secret", file("a.txt", text));
    assertThat(ana.get("/ana/secret/resolve/main/a.txt").bytes()).isEqualTo(text);
    Answer anonymous = nobody.get("/ana/secret/resolve/main/a.txt");
    assertThat(anonymous.status()).isEqualTo(401);
    assertThat(anonymous.header("x-error-code")).isEqualTo("RepoNotFound");
    assertThat(HubClient.of(hub, "bob").get("/ana/secret/resolve/main/a.txt").status())
        .isEqualTo(404);
  }
}

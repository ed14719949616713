package dev.hubdesk.conformance.api;

import static dev.hubdesk.conformance.api.HubClient.json;
import static dev.hubdesk.conformance.api.HubClient.largeFile;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.conformance.api.HubClient.Answer;
import dev.hubdesk.testkit.hub.RunningHub;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LfsTest {

  private static final String OPEN = "ana/open";
  private static final String SECRET = "ana/secret";

  @TempDir private Path data;

  private final byte[] content = new byte[300_000];
  private RunningHub hub;
  private HubClient ana;
  private HubClient bob;
  private HubClient nobody;

  @BeforeEach
  void start() throws Exception {
    new Random(11).nextBytes(content);
    hub = RunningHub.on(data).user("ana").user("bob").start();
    ana = HubClient.of(hub, "ana");
    bob = HubClient.of(hub, "bob");
    nobody = HubClient.anonymous(hub);
    ana.create("open");
    ana.createPrivate("secret");
    bob.create("own");
  }

  @AfterEach
  void stop() throws IOException {
    hub.close();
  }

  @Test
  void carriesAnObjectFromOneUserToEverybody() throws Exception {
    Answer batch = ana.batch(OPEN, "upload", content);
    assertThat(batch.header("content-type")).startsWith("application/vnd.git-lfs+json");
    assertThat(nobody.put(batch.href("upload"), content).status()).isEqualTo(200);
    assertThat(ana.postJson(batch.href("verify"), named(content.length)).status()).isEqualTo(200);
    assertThat(ana.commit(OPEN, largeFile("m.bin", content)).status()).isEqualTo(200);

    Answer download = nobody.batch(OPEN, "download", content);
    Answer bytes = nobody.get(download.href("download"));
    assertThat(bytes.bytes()).isEqualTo(content);
    assertThat(bytes.header("etag")).isEqualTo("\"" + HubClient.sha256(content) + "\"");
  }

  @Test
  void asksForNothingThatIsThereAlready() throws Exception {
    ana.uploadLarge(OPEN, content);
    JsonNode object = ana.batch(OPEN, "upload", content).json().at("/objects/0");
    assertThat(object.has("actions")).isFalse();
    assertThat(object.has("error")).isFalse();
    assertThat(object.path("size").longValue()).isEqualTo(content.length);
  }

  @Test
  void keepsNothingOfOtherBytes() throws Exception {
    String href = ana.batch(OPEN, "upload", content).href("upload");
    byte[] other = content.clone();
    other[content.length - 1]++;
    Answer refused = nobody.put(href, other);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("message").textValue()).contains("SHA-256");
    assertThat(nobody.put(href, new byte[content.length - 1]).status()).isEqualTo(400);
    assertThat(nobody.put(href, new byte[content.length + 1]).status()).isEqualTo(400);
    assertThat(stored()).isEmpty();
    assertThat(ana.postJson("/" + OPEN + ".git/info/lfs/verify", named(content.length)).status())
        .isEqualTo(404);
    assertThat(ana.commit(OPEN, largeFile("m.bin", content)).status()).isEqualTo(422);
  }

  @Test
  void keepsNothingOfAnUploadThatBreaksOff() throws Exception {
    URI href = URI.create(ana.batch(OPEN, "upload", content).href("upload"));
    for (String framing : new String[] {"Content-Length: 300000", "Transfer-Encoding: chunked"}) {
      try (var socket = new Socket(href.getHost(), href.getPort())) {
        String head =
            "PUT "
                + href.getRawPath()
                + "?"
                + href.getRawQuery()
                + " HTTP/1.1\r\nHost: "
                + href.getAuthority()
                + "\r\n"
                + framing
                + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        if (framing.startsWith("T")) {
          socket.getOutputStream().write("493e0\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        socket.getOutputStream().write(content, 0, 200_000);
        socket.getOutputStream().flush();
      }
    }
    Instant end = Instant.now().plus(Duration.ofSeconds(20));
    while (!stored().isEmpty() && Instant.now().isBefore(end)) {
      Thread.sleep(50);
    }
    assertThat(stored()).isEmpty();
    assertThat(ana.batch(OPEN, "upload", content).href("upload")).isNotEmpty();
  }

  /// Files of the store that hold LFS objects or parts of them.
  private List<Path> stored() throws IOException {
    try (Stream<Path> files = Files.walk(data.resolve("blobs"))) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.startsWith(data.resolve("blobs/git")))
          .toList();
    }
  }

  @Test
  void letsNobodyUseAnObjectByItsHashAlone() throws Exception {
    ana.uploadLarge(SECRET, content);
    assertThat(ana.commit(SECRET, largeFile("m.bin", content)).status()).isEqualTo(200);

    Answer batch = bob.batch("bob/own", "upload", content);
    assertThat(bob.commit("bob/own", largeFile("m.bin", content)).status()).isEqualTo(422);
    JsonNode refused = bob.batch("bob/own", "download", content).json();
    assertThat(refused.at("/objects/0/error/code").intValue()).isEqualTo(404);
    byte[] guess = new byte[content.length];
    assertThat(nobody.put(batch.href("upload"), guess).status()).isEqualTo(400);
    assertThat(bob.commit("bob/own", largeFile("m.bin", content)).status()).isEqualTo(422);

    assertThat(nobody.put(batch.href("upload"), content).status()).isEqualTo(200);
    assertThat(bob.commit("bob/own", largeFile("m.bin", content)).status()).isEqualTo(200);
    String path = "/bob/own.git/info/lfs/objects/" + HubClient.sha256(content);
    assertThat(nobody.get(path).bytes()).isEqualTo(content);
  }

  @Test
  void hidesPrivateRepositories() throws Exception {
    ana.uploadLarge(SECRET, content);
    assertThat(ana.commit(SECRET, largeFile("m.bin", content)).status()).isEqualTo(200);
    String path = "/" + SECRET + ".git/info/lfs/objects/" + HubClient.sha256(content);
    assertThat(ana.get(path).status()).isEqualTo(200);
    assertThat(bob.get(path).status()).isEqualTo(404);
    Answer anonymous = nobody.get(path);
    assertThat(anonymous.status()).isEqualTo(401);
    assertThat(anonymous.header("lfs-authenticate")).startsWith("Basic");
    assertThat(nobody.batch(SECRET, "download", content).status()).isEqualTo(401);
    assertThat(bob.batch(SECRET, "upload", content).status()).isEqualTo(404);
  }

  @Test
  void takesBasicCredentialsAndRefusesThoseThatMayNotWrite() throws Exception {
    assertThat(nobody.batch(OPEN, "upload", content).status()).isEqualTo(401);
    assertThat(nobody.batch(OPEN, "upload", content).header("lfs-authenticate")).isNotEmpty();
    assertThat(bob.batch(OPEN, "upload", content).status()).isEqualTo(403);
    assertThat(basic(RunningHub.readToken("ana")).status()).isEqualTo(403);
    assertThat(basic(RunningHub.writeToken("ana")).status()).isEqualTo(200);
    assertThat(basic("hf_wrong").status()).isEqualTo(401);
  }

  private Answer basic(String token) throws Exception {
    String pair = "whoever:" + token;
    String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    String body = "{\"operation\":\"upload\",\"objects\":[]}";
    return nobody.send(
        "POST",
        "/" + OPEN + ".git/info/lfs/objects/batch",
        body.getBytes(StandardCharsets.UTF_8),
        "Authorization",
        "Basic " + encoded);
  }

  @Test
  void bindsAnUploadAddressToItsObjectAndRepository() throws Exception {
    String href = ana.batch(OPEN, "upload", content).href("upload");
    assertThat(nobody.put(href.replace("ana/open", "ana/secret"), content).status()).isEqualTo(403);
    String other = href.replace(HubClient.sha256(content), "0".repeat(64));
    assertThat(nobody.put(other, content).status()).isEqualTo(403);
    assertThat(nobody.put(href.replaceAll("&signature=.*", ""), content).status()).isEqualTo(403);
    assertThat(ana.put(href.replaceAll("\\?.*", ""), content).status()).isEqualTo(403);
    assertThat(stored()).isEmpty();
  }

  @Test
  void answersEachObjectByItself() throws Exception {
    String good = HubClient.sha256(content);
    String body =
        "{'operation':'upload','objects':[{'oid':'"
            + good
            + "','size':300000},"
            + "{'oid':'short','size':1},{'oid':'"
            + "1".repeat(64)
            + "','size':-1}]}";
    JsonNode objects =
        ana.postJson("/" + OPEN + ".git/info/lfs/objects/batch", json(body)).json().path("objects");
    assertThat(objects.at("/0/actions/upload/href").isTextual()).isTrue();
    assertThat(objects.at("/1/error/code").intValue()).isEqualTo(422);
    assertThat(objects.at("/2/error/code").intValue()).isEqualTo(422);
    assertThat(objects.at("/1").has("actions")).isFalse();
  }

  private String named(long size) {
    return json("{'oid':'" + HubClient.sha256(content) + "','size':" + size + "}");
  }
}

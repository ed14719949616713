package dev.hubdesk.conformance.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.http.Json;
import dev.hubdesk.testkit.hub.RunningHub;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Calls a Hub as one user, or as nobody, the way clients do.
record Calls(String hub, @Nullable String token) {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /// Calls with a user's write token.
  static Calls as(RunningHub hub, String user) {
    return new Calls(hub.url(), RunningHub.writeToken(user));
  }

  /// Calls without credentials.
  static Calls anonymous(RunningHub hub) {
    return new Calls(hub.url(), null);
  }

  Answer get(String path, String... headers) throws IOException, InterruptedException {
    return send("GET", path, null, headers);
  }

  Answer head(String path) throws IOException, InterruptedException {
    return send("HEAD", path, null);
  }

  Answer post(String path, String json) throws IOException, InterruptedException {
    return send("POST", path, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  Answer put(String path, byte[] body) throws IOException, InterruptedException {
    return send("PUT", path, body);
  }

  /// Sends a request to a path of the Hub, or to an absolute URL.
  Answer send(String method, String path, byte @Nullable [] body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(path.startsWith("/") ? hub + path : path))
            .timeout(Duration.ofSeconds(60))
            .method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return new Answer(CLIENT.send(request.build(), BodyHandlers.ofByteArray()));
  }

  void createModel(String name, boolean isPrivate) throws IOException, InterruptedException {
    String body = "{'type':'model','name':'" + name + "','private':" + isPrivate + "}";
    expect(post("/api/repos/create", body), 200);
  }

  /// Commits regular files to main.
  void commit(String repository, Map<String, byte[]> files)
      throws IOException, InterruptedException {
    var lines = new StringBuilder("{'key':'header','value':{'summary':'add'}}\n");
    for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
      lines
          .append("{'key':'file','value':{'encoding':'base64','path':'")
          .append(file.getKey())
          .append("','content':'")
          .append(Base64.getEncoder().encodeToString(file.getValue()))
          .append("'}}\n");
    }
    expect(post("/api/models/" + repository + "/commit/main", lines.toString()), 200);
  }

  /// Commits an LFS file to main.
  Answer commitLarge(String repository, String path, byte[] content)
      throws IOException, InterruptedException {
    String lines =
        "{'key':'header','value':{'summary':'add'}}\n{'key':'lfsFile','value':{'path':'"
            + path
            + "','algo':'sha256','oid':'"
            + sha256(content)
            + "','size':"
            + content.length
            + "}}\n";
    return post("/api/models/" + repository + "/commit/main", lines);
  }

  /// Asks for one object of a batch.
  Answer batch(String repository, String operation, byte[] content)
      throws IOException, InterruptedException {
    return post(
        "/" + repository + ".git/info/lfs/objects/batch",
        "{'operation':'"
            + operation
            + "','transfers':['basic'],'objects':[{'oid':'"
            + sha256(content)
            + "','size':"
            + content.length
            + "}]}");
  }

  /// Uploads an object as the Python client does: the PUT carries no credentials.
  void uploadLarge(String repository, byte[] content) throws IOException, InterruptedException {
    Answer batch = batch(repository, "upload", content);
    expect(new Calls(hub, null).put(batch.href("upload"), content), 200);
  }

  private static void expect(Answer answer, int status) {
    if (answer.status() != status) {
      throw new AssertionError(answer.status() + ": " + answer.text());
    }
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// What came back.
  record Answer(HttpResponse<byte[]> response) {

    int status() {
      return response.statusCode();
    }

    byte[] bytes() {
      return response.body();
    }

    String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    JsonNode json() throws IOException {
      return Json.MAPPER.readTree(response.body());
    }

    /// A header, empty when it is not there.
    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /// The address of an action on the first object of a batch answer.
    String href(String action) throws IOException {
      JsonNode href = json().at("/objects/0/actions/" + action + "/href");
      if (!href.isTextual()) {
        throw new AssertionError("no " + action + " in " + text());
      }
      return href.textValue();
    }
  }
}

package dev.hubdesk.conformance.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.http.Json;
import dev.hubdesk.testkit.hub.RunningHub;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Asks a Hub, with one token or none.
record HubClient(String url, @Nullable String token) {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /// With a user's token that may write.
  static HubClient of(RunningHub hub, String user) {
    return new HubClient(hub.url(), RunningHub.writeToken(user));
  }

  static HubClient anonymous(RunningHub hub) {
    return new HubClient(hub.url(), null);
  }

  HubClient as(@Nullable String other) {
    return new HubClient(url, other);
  }

  Answer get(String path, String... headers) {
    return send("GET", path, null, headers);
  }

  Answer head(String path) {
    return send("HEAD", path, null);
  }

  Answer post(String path, String type, String body) {
    return send("POST", path, body.getBytes(StandardCharsets.UTF_8), "Content-Type", type);
  }

  Answer postJson(String path, String body) {
    return post(path, "application/json", body);
  }

  Answer postForm(String path, String body) {
    return post(path, "application/x-www-form-urlencoded", body);
  }

  Answer put(String path, byte[] body) {
    return send("PUT", path, body);
  }

  Answer delete(String path, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return send("DELETE", path, bytes, "Content-Type", "application/json");
  }

  /// Sends a request to a path of the Hub, or to an absolute URL.
  Answer send(String method, String path, byte @Nullable [] body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(path.startsWith("/") ? url + path : path))
            .timeout(LIMIT)
            .method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return new Answer(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new AssertionError("the Hub did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  Answer create(String name) {
    return postJson("/api/repos/create", json("{'name':'" + name + "'}"));
  }

  Answer createPrivate(String name) {
    return postJson("/api/repos/create", json("{'name':'" + name + "','private':true}"));
  }

  /// Commits to `main` of a model.
  ///
  /// @param lines such as [#file], [#largeFile] and [#line] make them
  Answer commit(String repository, String... lines) {
    return post(
        "/api/models/" + repository + "/commit/main",
        "application/x-ndjson",
        line("header", json("'summary':'change','description':''"))
            + "\n"
            + String.join("\n", lines));
  }

  /// Asks for one object of a batch.
  Answer batch(String repository, String operation, byte[] content) {
    String object = "{'oid':'" + sha256(content) + "','size':" + content.length + "}";
    String question =
        "{'operation':'" + operation + "','transfers':['basic'],'objects':[" + object + "]}";
    return post(
        "/" + repository + ".git/info/lfs/objects/batch",
        "application/vnd.git-lfs+json",
        json(question));
  }

  /// Uploads an object as the Python client does: the PUT carries no credentials.
  void uploadLarge(String repository, byte[] content) {
    Answer stored = as(null).put(batch(repository, "upload", content).href("upload"), content);
    if (stored.status() != 200) {
      throw new AssertionError(stored.status() + ": " + stored.body());
    }
  }

  static String file(String path, String content) {
    return file(path, content.getBytes(StandardCharsets.UTF_8));
  }

  static String file(String path, byte[] content) {
    String encoded = Base64.getEncoder().encodeToString(content);
    return line(
        "file",
        json("'content':'" + encoded + "','path':'") + path + json("','encoding':'base64'"));
  }

  /// A line that names an LFS object.
  static String largeFile(String path, byte[] content) {
    String named = "','algo':'sha256','oid':'" + sha256(content) + "','size':" + content.length;
    return line("lfsFile", json("'path':'") + path + json(named));
  }

  static String line(String key, String fields) {
    return "{\"key\":\"" + key + "\",\"value\":{" + fields + "}}";
  }

  /// Reads easier in Java than JSON itself: its quotes are single.
  static String json(String singleQuoted) {
    return singleQuoted.replace('\'', '"');
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The id that git gives to a file of this content.
  static String gitBlobId(byte[] content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      digest.update(("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest.digest(content));
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

    String body() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    JsonNode json() {
      try {
        return Json.MAPPER.readTree(body());
      } catch (JsonProcessingException e) {
        throw new AssertionError("not JSON: " + body(), e);
      }
    }

    /// A header, empty when it is not there.
    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /// The address of the next page.
    String next() {
      String link = header("Link");
      return link.isEmpty() ? "" : link.substring(1, link.indexOf(">; rel=\"next\""));
    }

    /// The address of an action on the first object of a batch answer.
    String href(String action) {
      JsonNode href = json().at("/objects/0/actions/" + action + "/href");
      if (!href.isTextual()) {
        throw new AssertionError("no " + action + " in " + body());
      }
      return href.textValue();
    }
  }
}

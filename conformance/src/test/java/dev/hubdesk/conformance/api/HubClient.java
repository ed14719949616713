package dev.hubdesk.conformance.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Asks a Hub, with one token or none.
record HubClient(String url, @Nullable String token) {

  static final ObjectMapper JSON = new ObjectMapper();

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  HubClient as(@Nullable String other) {
    return new HubClient(url, other);
  }

  Answer get(String path, String... headers) {
    return send(
        request(path).headers(headers.length == 0 ? new String[] {"Accept", "*/*"} : headers));
  }

  Answer post(String path, String type, String body) {
    return send(request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
  }

  Answer postJson(String path, String body) {
    return post(path, "application/json", body);
  }

  Answer postForm(String path, String body) {
    return post(path, "application/x-www-form-urlencoded", body);
  }

  Answer put(String address, byte[] body) {
    return send(HttpRequest.newBuilder(URI.create(address)).PUT(BodyPublishers.ofByteArray(body)));
  }

  Answer delete(String path, String body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .method("DELETE", BodyPublishers.ofString(body)));
  }

  Answer create(String name) {
    return postJson("/api/repos/create", "{\"name\":\"" + name + "\"}");
  }

  Answer commit(String repository, String... lines) {
    return post(
        "/api/models/" + repository + "/commit/main",
        "application/x-ndjson",
        "{\"key\":\"header\",\"value\":{\"summary\":\"change\",\"description\":\"\"}}\n"
            + String.join("\n", lines));
  }

  static String file(String path, String content) {
    return line(
        "file",
        "\"content\":\""
            + Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8))
            + "\",\"path\":\""
            + path
            + "\",\"encoding\":\"base64\"");
  }

  static String line(String key, String fields) {
    return "{\"key\":\"" + key + "\",\"value\":{" + fields + "}}";
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : url + path));
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  private static Answer send(HttpRequest.Builder request) {
    try {
      return new Answer(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new AssertionError("the Hub did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /// What came back.
  record Answer(HttpResponse<String> response) {

    int status() {
      return response.statusCode();
    }

    String body() {
      return response.body();
    }

    JsonNode json() {
      try {
        return JSON.readTree(response.body());
      } catch (JsonProcessingException e) {
        throw new AssertionError("not JSON: " + response.body(), e);
      }
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /// The address of the next page.
    String next() {
      String link = header("Link");
      return link.isEmpty() ? "" : link.substring(1, link.indexOf(">; rel=\"next\""));
    }
  }
}

package dev.hubdesk.conformance.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Speaks to a Desk as a script would.
final class DeskClient implements AutoCloseable {

  static final ObjectMapper JSON = new ObjectMapper();

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;

  DeskClient(String url) {
    this.url = url;
  }

  /// A status and a body.
  record Answer(int status, JsonNode json) {

    JsonNode ok() {
      if (status >= 300) {
        throw new AssertionError(status + " " + json);
      }
      return json;
    }

    String errorCode() {
      return json.at("/error_detail/code").asText();
    }
  }

  Answer get(String path) throws IOException, InterruptedException {
    return send("GET", path, null);
  }

  Answer post(String path, String body) throws IOException, InterruptedException {
    return send("POST", path, body);
  }

  Answer delete(String path) throws IOException, InterruptedException {
    return send("DELETE", path, null);
  }

  Answer send(String method, String path, @Nullable String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(30));
    if (headers.length > 0) {
      request.headers(headers);
    }
    request.method(
        method,
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body));
    HttpResponse<byte[]> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    return new Answer(response.statusCode(), JSON.readTree(response.body()));
  }

  /// The lines that a POST without a body is answered with.
  List<String> lines(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofSeconds(30))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body().lines().toList();
  }

  /// Starts a download.
  ///
  /// @return the job's id
  String download(String body) throws IOException, InterruptedException {
    return post("/api/download", body).ok().path("id").asText();
  }

  /// Waits until a job has a status.
  JsonNode await(String job, String status) throws IOException, InterruptedException {
    return await(job, status, PATIENCE);
  }

  /// As above, with other patience.
  JsonNode await(String job, String status, Duration patience)
      throws IOException, InterruptedException {
    return await(job, patience, now -> now.path("status").asText().equals(status));
  }

  /// Waits until so many bytes of a job have arrived.
  JsonNode awaitBytes(String job, long bytes) throws IOException, InterruptedException {
    return await(job, PATIENCE, now -> now.at("/progress/downloadedBytes").asLong() >= bytes);
  }

  /// Waits until a job is as wanted.
  JsonNode await(String job, Duration patience, Predicate<JsonNode> wanted)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      JsonNode now = get("/api/jobs/" + job).ok();
      if (wanted.test(now)) {
        return now;
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("the job never became as wanted: " + now);
      }
      Thread.sleep(20);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}

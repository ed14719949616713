package dev.hubdesk.conformance.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The Desk's API as a script would call it.
public final class DeskApi implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> ENDED = Set.of("completed", "failed", "cancelled");

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final URI desk;

  public DeskApi(URI desk) {
    this.desk = desk;
  }

  /// GET of a path such as `/api/health`; the answer must be a 200.
  public JsonNode get(String path) throws IOException, InterruptedException {
    Answer answer = send("GET", path, null);
    if (answer.status() != 200) {
      throw new AssertionError("GET " + path + ": " + answer);
    }
    return answer.body();
  }

  /// POST of a JSON text.
  public Answer post(String path, String body) throws IOException, InterruptedException {
    return send("POST", path, body);
  }

  /// DELETE.
  public Answer delete(String path) throws IOException, InterruptedException {
    return send("DELETE", path, null);
  }

  /// The job once it is as wanted; fails when it ends otherwise.
  public JsonNode await(String job, Duration limit, Predicate<JsonNode> wanted)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      JsonNode now = get("/api/jobs/" + job);
      now = now.has("job") ? now.get("job") : now;
      if (wanted.test(now)) {
        return now;
      }
      if (ENDED.contains(now.path("status").asText()) || System.nanoTime() > end) {
        throw new AssertionError("the job never became as wanted: " + now);
      }
      Thread.sleep(50);
    }
  }

  private Answer send(String method, String path, @Nullable String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(desk + path)).timeout(Duration.ofMinutes(1));
    if (body == null) {
      request.method(method, HttpRequest.BodyPublishers.noBody());
    } else {
      request.header("Content-Type", "application/json");
      request.method(method, HttpRequest.BodyPublishers.ofString(body));
    }
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    return new Answer(answer.statusCode(), JSON.readTree(answer.body()));
  }

  @Override
  public void close() {
    http.close();
  }

  /// A status and a JSON body.
  public record Answer(int status, JsonNode body) {}
}

package dev.hubdesk.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.http.Json;
import dev.hubdesk.hubclient.HubEndpoint;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Asks a running Hub to look after itself, and hands on what it says.
record RemoteMaintenance(String endpoint, Path tokenFile) {

  private static final Duration CONNECT_TIMEOUT = Duration.ofMinutes(1);

  /// Runs a job to its end, which may be hours away.
  void run(MaintenanceJob job, String repository, boolean flag, Consumer<JsonNode> lines)
      throws IOException, InterruptedException {
    HubEndpoint hub = HubEndpoint.of(endpoint, Files.readString(tokenFile).strip());
    Map<String, Object> asked = new LinkedHashMap<>();
    if (!repository.isEmpty()) {
      asked.put("repository", repository);
    }
    if (job.hasFlag()) {
      asked.put(job.key(), flag);
    }
    HttpRequest request =
        HttpRequest.newBuilder(hub.resolve("/api/admin/" + job.command()))
            .header("Authorization", "Bearer " + hub.token())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(Json.text(asked)))
            .build();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build()) {
      HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        if (answer.statusCode() != 200) {
          throw refused(answer.statusCode(), body);
        }
        read(body, lines);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void read(InputStream body, Consumer<JsonNode> lines) throws IOException {
    var reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    try (Stream<String> text = reader.lines()) {
      for (String line : (Iterable<String>) text::iterator) {
        lines.accept(Json.MAPPER.readTree(line));
      }
    }
  }

  private static FailureException refused(int status, InputStream body) throws IOException {
    JsonNode error = Json.MAPPER.readTree(body.readNBytes(1 << 16));
    String why = error == null ? "" : error.path("error").asText("");
    return new FailureException(
        new Failure.Upstream(status, "The Hub refused: " + (why.isEmpty() ? status : why)));
  }
}

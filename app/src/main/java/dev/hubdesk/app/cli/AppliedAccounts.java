package dev.hubdesk.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.app.DataDirectory;
import dev.hubdesk.catalog.Accounts;
import dev.hubdesk.catalog.Catalog;
import dev.hubdesk.catalog.DatabaseSettings;
import dev.hubdesk.http.Json;
import dev.hubdesk.hub.accounts.DeclaredAccounts;
import dev.hubdesk.hubclient.HubEndpoint;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// What applying a file of accounts did.
record AppliedAccounts(int created, int changed, int unchanged) {

  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  /// Applies it to the data of a Hub that is stopped.
  static AppliedAccounts toData(Path directory, Path file) throws IOException {
    try (DataDirectory data = DataDirectory.open(directory);
        Catalog catalog =
            Catalog.open(new DatabaseSettings.Sqlite(data.path().resolve("hubdesk.db")));
        InputStream in = Files.newInputStream(file)) {
      Accounts.Applied applied = catalog.accounts().apply(DeclaredAccounts.read(in));
      return new AppliedAccounts(applied.created(), applied.changed(), applied.unchanged());
    }
  }

  /// Applies it on a Hub that runs.
  static AppliedAccounts toHub(String address, Path tokenFile, Path file)
      throws IOException, InterruptedException {
    HubEndpoint hub = HubEndpoint.of(address, Files.readString(tokenFile).strip());
    HttpRequest request =
        HttpRequest.newBuilder(hub.resolve("/api/admin/accounts/apply"))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + hub.token())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofFile(file))
            .build();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      JsonNode body = Json.MAPPER.readTree(answer.body());
      if (answer.statusCode() != 200) {
        throw new FailureException(
            new Failure.Upstream(
                answer.statusCode(),
                "The Hub refused: " + body.path("error").asText("" + answer.statusCode())));
      }
      return new AppliedAccounts(
          body.path("created").asInt(),
          body.path("changed").asInt(),
          body.path("unchanged").asInt());
    }
  }
}

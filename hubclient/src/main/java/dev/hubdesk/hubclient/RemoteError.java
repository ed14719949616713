package dev.hubdesk.hubclient;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Oid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// Turns an answer of 400 and above into a [Failure], by the Hub's own table: `X-Error-Code` first,
/// then the status.
final class RemoteError {

  /// Bytes of an error's body that are looked at.
  static final int MAX_BODY = 64 * 1024;

  /// Characters of a server's message that are passed on.
  static final int MAX_MESSAGE = 300;

  private static final int PROXY_LOGIN = 407;
  private static final String BAD_TOKEN = "Invalid credentials in Authorization header";

  private final Answer answer;
  private final boolean fromEndpoint;
  private final Asked asked;

  RemoteError(Answer answer, HubEndpoint endpoint, Asked asked) {
    this.answer = answer;
    this.fromEndpoint = endpoint.isOriginOf(answer.address());
    this.asked = asked;
  }

  /// A [RetryableException] or a [FailureException].
  IOException exception() throws IOException {
    int status = answer.status();
    Failure failure = failure(message());
    if (status == 408 || status == 429 || status >= 500 || isExpired(status)) {
      Duration wait = new ServerWait(Clock.systemUTC()).of(answer).orElse(null);
      return new RetryableException(wait == null ? failure : telling(failure, wait), wait);
    }
    throw new FailureException(failure);
  }

  private static Failure telling(Failure failure, Duration wait) {
    return failure instanceof Failure.Upstream(int status, String message)
        ? new Failure.Upstream(
            status, message + " (the server asks to wait " + wait.toSeconds() + " s)")
        : failure;
  }

  /// A signed address elsewhere that is refused: the endpoint gives a fresh one.
  private boolean isExpired(int status) {
    return !fromEndpoint && (status == 401 || status == 403 || status == 404 || status == 410);
  }

  private Failure failure(String message) {
    if (answer.status() == PROXY_LOGIN) {
      return new Failure.Unavailable("The proxy asks for another user or password");
    }
    if (!fromEndpoint) {
      return new Failure.Upstream(answer.status(), message);
    }
    return switch (answer.header("X-Error-Code").orElse("")) {
      case "RepoNotFound" -> new Failure.RepoNotFound(false);
      case "RevisionNotFound" -> new Failure.RevisionNotFound(revision());
      case "EntryNotFound" -> entryNotFound();
      case "GatedRepo" -> new Failure.Forbidden(message);
      default -> byStatus(message);
    };
  }

  private Failure byStatus(String message) {
    return switch (answer.status()) {
      case 401 ->
          message.equals(BAD_TOKEN)
              ? new Failure.InvalidCredentials()
              : new Failure.NotSignedIn(message);
      case 403 -> new Failure.Forbidden(message);
      case 404 -> notFound(message);
      case 416 -> new Failure.RangeNotSatisfiable(0);
      default -> new Failure.Upstream(answer.status(), message);
    };
  }

  private Failure notFound(String message) {
    return switch (asked.kind()) {
      case REPOSITORY -> new Failure.RepoNotFound(false);
      case ENTRY -> entryNotFound();
      case OTHER -> new Failure.NotFound(message);
    };
  }

  private Failure entryNotFound() {
    Oid commit = answer.header("X-Repo-Commit").flatMap(Oid::parse).orElse(null);
    String path = asked.path() == null ? "" : asked.path().text();
    return new Failure.EntryNotFound(path, commit, "Entry not found: " + path);
  }

  private String revision() {
    return asked.revision() == null ? "HEAD" : asked.revision().text();
  }

  private String message() throws IOException {
    String text =
        answer
            .header("X-Error-Message")
            .or(this::messageInBody)
            .orElse("The server answered " + answer.status());
    String clean = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return clean.length() > MAX_MESSAGE ? clean.substring(0, MAX_MESSAGE) + "…" : clean;
  }

  private Optional<String> messageInBody() {
    try {
      byte[] start = answer.body().readNBytes(MAX_BODY);
      JsonNode json = Json.MAPPER.readTree(new String(start, StandardCharsets.UTF_8));
      JsonNode error = json.path("error");
      return error.isTextual() ? Optional.of(error.textValue()) : Optional.empty();
    } catch (IOException _) {
      // The status says enough.
      return Optional.empty();
    }
  }
}

package dev.hubdesk.desk.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hubdesk.desk.DiskTrouble;
import dev.hubdesk.desk.FaultWords;
import dev.hubdesk.http.ErrorAnswers;
import dev.hubdesk.http.Json;
import dev.hubdesk.protocol.Failure;
import io.javalin.http.Context;
import java.nio.file.FileSystemException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells failures in the Desk's envelope. A failure's message of the form `what: why` becomes the
/// envelope's `error` and `details`.
public final class DeskErrors implements ErrorAnswers {

  private static final Logger LOG = LoggerFactory.getLogger(DeskErrors.class);

  @Override
  public void failed(Context context, Failure failure) {
    int status = status(failure);
    String[] parts = text(failure).split(": ", 2);
    answer(context, status, parts[0], parts.length > 1 ? parts[1] : null);
  }

  /// The failure as it is told to people, for whom the Desk is this machine and no server.
  public static String text(Failure failure) {
    return failure.equals(new Failure.StorageFull())
        ? "No space left on this machine's disk"
        : failure.message();
  }

  @Override
  public void noRoute(Context context) {
    answer(context, 404, "No such route", null);
  }

  @Override
  public void wrongMethod(Context context, String allowed) {
    answer(context, 405, "Method not allowed", "This route knows " + allowed);
  }

  @Override
  public void crashed(Context context) {
    answer(context, 500, "Internal error", null);
  }

  /// What the file system refused is told: whoever asks sits at this machine and can mend it.
  @Override
  public Optional<Failure> recognise(Exception exception) {
    if (!(exception instanceof FileSystemException refused)) {
      return Optional.empty();
    }
    LOG.warn("The file system refused something", refused);
    return Optional.of(
        DiskTrouble.isFull(refused)
            ? new Failure.StorageFull()
            : new Failure.LocalFault("The disk refused this: " + FaultWords.of(refused)));
  }

  @Override
  public String bare(int status, String reason) {
    return Json.text(envelope(status, reason, null));
  }

  private static void answer(
      Context context, int status, String message, @Nullable String details) {
    context.status(status).json(envelope(status, message, details));
  }

  private static Envelope envelope(int status, String message, @Nullable String details) {
    return new Envelope(false, message, details, new Detail(code(status), message, details));
  }

  private static int status(Failure failure) {
    return switch (failure) {
      case Failure.BadRequest _,
          Failure.InvalidPath _,
          Failure.Unprocessable _,
          Failure.ContentGone _ ->
          400;
      case Failure.NotSignedIn _, Failure.InvalidCredentials _ -> 401;
      case Failure.Forbidden _, Failure.RepoGated _, Failure.RepoDisabled _ -> 403;
      case Failure.RepoNotFound _,
          Failure.RepoMoved _,
          Failure.RevisionNotFound _,
          Failure.EntryNotFound _,
          Failure.NotFound _ ->
          404;
      case Failure.Conflict _, Failure.MergeConflict _, Failure.StaleParent _ -> 409;
      case Failure.PreconditionFailed _ -> 412;
      case Failure.TooLarge _ -> 413;
      case Failure.RangeNotSatisfiable _ -> 416;
      case Failure.ContentMismatch _ -> 502;
      case Failure.StorageFull _ -> 507;
      case Failure.Upstream upstream -> upstream(upstream.status());
      case Failure.LocalFault _ -> 500;
      case Failure.Unavailable _ -> 503;
    };
  }

  /// A Hub's refusals are passed on, its defects are a bad gateway.
  private static int upstream(int status) {
    return switch (status) {
      case 401, 403, 404, 429, 504 -> status;
      default -> 502;
    };
  }

  private static String code(int status) {
    return switch (status) {
      case 400 -> "bad_request";
      case 401 -> "unauthorized";
      case 403 -> "forbidden";
      case 404 -> "not_found";
      case 409 -> "conflict";
      case 413 -> "payload_too_large";
      case 502 -> "bad_gateway";
      default -> status >= 500 ? "server_error" : "api_error";
    };
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Envelope(
      boolean ok,
      String error,
      @Nullable String details,
      @JsonProperty("error_detail") Detail detail) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Detail(String code, String message, @Nullable String details) {}
}

package dev.hubdesk.hub.repos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.http.BaseUrl;
import dev.hubdesk.http.JsonBody;
import dev.hubdesk.hub.HubLimits;
import dev.hubdesk.hub.access.Caller;
import dev.hubdesk.hub.access.CallerFilter;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// `POST /api/repos/create` and `DELETE /api/repos/delete`.
public final class RepoEndpoint {

  private final RepoService repos;
  private final BaseUrl baseUrl;
  private final HubLimits limits;

  public RepoEndpoint(RepoService repos, BaseUrl baseUrl, HubLimits limits) {
    this.repos = repos;
    this.baseUrl = baseUrl;
    this.limits = limits;
  }

  public void addTo(RoutesConfig routes) {
    routes.post("/api/repos/create", this::create);
    routes.delete("/api/repos/delete", this::delete);
  }

  private void create(Context context) throws IOException {
    Caller caller = CallerFilter.caller(context).writer();
    JsonNode body = JsonBody.readObject(context, limits.jsonBody());
    refuse(body, "license", "files");
    String base = baseUrl.of(context) + "/";
    try {
      RepositoryRow made = repos.create(caller, wanted(body));
      context.json(new Created(base + made.id().urlPath(), made.id().path(), made.id().path()));
    } catch (FailureException e) {
      throw e.failure() instanceof Failure.Conflict(String message, String path)
          ? new FailureException(new Failure.Conflict(message, base + path))
          : e;
    }
  }

  private void delete(Context context) throws IOException {
    Caller.SignedIn caller = CallerFilter.caller(context).signedIn();
    JsonNode body = JsonBody.readObject(context, limits.jsonBody());
    @Nullable String namespace = text(body, "organization");
    RepoId id =
        RepoId.of(
                type(body),
                namespace == null ? caller.account().name() : namespace,
                required(body, "name"))
            .orElseThrow(() -> new FailureException(new Failure.RepoNotFound(false)));
    repos.delete(caller, id);
    context.contentType("text/plain").result("OK");
  }

  private static NewRepository wanted(JsonNode body) {
    return new NewRepository(
        type(body),
        text(body, "organization"),
        required(body, "name"),
        isPrivate(body),
        text(body, "sdk"));
  }

  private static RepoType type(JsonNode body) {
    @Nullable String type = text(body, "type");
    return type == null
        ? RepoType.MODEL
        : RepoType.bySingular(type)
            .orElseThrow(() -> bad("\"type\" must be one of model, dataset, space"));
  }

  private static @Nullable Boolean isPrivate(JsonNode body) {
    @Nullable String visibility = text(body, "visibility");
    if (visibility != null) {
      return switch (visibility) {
        case "public" -> false;
        case "private" -> true;
        default -> throw bad("\"visibility\" must be public or private");
      };
    }
    JsonNode given = body.path("private");
    if (given.isMissingNode() || given.isNull()) {
      return null;
    }
    if (!given.isBoolean()) {
      throw bad("\"private\" must be true or false");
    }
    return given.booleanValue();
  }

  /// What is not done yet is refused, not forgotten.
  private static void refuse(JsonNode body, String... keys) {
    for (String key : keys) {
      JsonNode value = body.path(key);
      if (!value.isMissingNode() && !value.isNull() && !(value.isArray() && value.isEmpty())) {
        throw bad("\"" + key + "\" is not supported when creating a repository; commit it after");
      }
    }
  }

  private static String required(JsonNode body, String key) {
    @Nullable String text = text(body, key);
    if (text == null) {
      throw bad("\"" + key + "\" is missing");
    }
    return text;
  }

  private static @Nullable String text(JsonNode body, String key) {
    JsonNode value = body.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw bad("\"" + key + "\" must be text");
    }
    return value.textValue();
  }

  private static FailureException bad(String message) {
    return new FailureException(new Failure.BadRequest(message));
  }

  private record Created(String url, String id, String name) {}
}

package dev.hubdesk.hub.files;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.http.FormBody;
import dev.hubdesk.http.JsonBody;
import dev.hubdesk.http.Query;
import dev.hubdesk.hub.HubLimits;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads the body of paths-info: a form from the Python client, JSON from the JavaScript client,
/// multipart from the documentation's example.
final class PathsBody {

  private PathsBody() {}

  static PathsQuery read(Context context, HubLimits limits) throws IOException {
    String type = context.contentType();
    boolean json = type != null && type.toLowerCase(Locale.ROOT).startsWith("application/json");
    PathsQuery query = json ? fromJson(context, limits) : fromForm(context, limits);
    if (query.paths().size() > limits.paths()) {
      throw invalid("at most " + limits.paths() + " paths");
    }
    return query;
  }

  private static PathsQuery fromForm(Context context, HubLimits limits) throws IOException {
    FormBody form = FormBody.read(context, limits.jsonBody());
    var paths = new ArrayList<String>(form.values("paths"));
    paths.addAll(form.values("paths[]"));
    if (paths.isEmpty()) {
      throw invalid("\"paths\" is missing");
    }
    return query(context, paths, form.value("expand"), form.value("fallback"));
  }

  private static PathsQuery fromJson(Context context, HubLimits limits) throws IOException {
    JsonNode body = object(context, limits);
    JsonNode given = body.path("paths");
    var paths = new ArrayList<String>();
    if (given.isTextual()) {
      paths.add(given.textValue());
    } else if (given.isArray()) {
      for (JsonNode path : given) {
        if (!path.isTextual()) {
          throw invalid("\"paths\" must hold text");
        }
        paths.add(path.textValue());
      }
    } else {
      throw invalid("\"paths\" is missing");
    }
    return query(context, paths, text(body, "expand"), text(body, "fallback"));
  }

  private static JsonNode object(Context context, HubLimits limits) throws IOException {
    try {
      return JsonBody.readObject(context, limits.jsonBody());
    } catch (FailureException e) {
      if (e.failure() instanceof Failure.BadRequest) {
        throw invalid("malformed JSON");
      }
      throw e;
    }
  }

  /// The fallback parameter is read, in the body or in the query, and checked.
  private static PathsQuery query(
      Context context, List<String> paths, @Nullable String expand, @Nullable String fallback) {
    Query.flag("fallback", fallback, true);
    Query.flag(context, "fallback", true);
    boolean expandQuery = Query.flag(context, "expand", false);
    return new PathsQuery(paths, Query.flag("expand", expand, expandQuery));
  }

  private static @Nullable String text(JsonNode body, String name) {
    JsonNode value = body.path(name);
    if (value.isContainerNode()) {
      throw invalid("\"" + name + "\" must be true or false");
    }
    return value.isMissingNode() || value.isNull() ? null : value.asText();
  }

  private static FailureException invalid(String why) {
    return new FailureException(new Failure.Unprocessable("Invalid request body: " + why));
  }
}

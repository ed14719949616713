package dev.hubdesk.desk.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.desk.places.PlaceWish;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the body that plan and download share. `cacheDir` and what is not known is ignored.
public final class RequestReader {

  private RequestReader() {}

  /// The request.
  ///
  /// @throws FailureException with BadRequest when a field is missing or wrong
  public static DownloadRequest read(JsonNode body) {
    String repo = text(body, "repo", "").strip();
    if (repo.isEmpty()) {
      throw bad("Missing required field: repo");
    }
    List<String> filters = texts(body, "filters");
    int colon = repo.indexOf(':');
    if (colon >= 0) {
      filters = filters.isEmpty() ? split(repo.substring(colon + 1)) : filters;
      repo = repo.substring(0, colon);
    }
    String revision = text(body, "revision", "").strip();
    return new DownloadRequest(
        repo,
        revision.isEmpty() ? "main" : revision,
        flag(body, "dataset"),
        filters,
        texts(body, "excludes"),
        flag(body, "exactMatch"),
        optional(body, "endpoint"),
        optional(body, "localDir"),
        optional(body, "localRepo"),
        optional(body, "routeKey"),
        flag(body, "adoptPartials"));
  }

  /// What a body says about where its download goes; all else in it is ignored.
  ///
  /// @throws FailureException with BadRequest when a field is wrong
  public static PlaceWish place(JsonNode body) {
    boolean dataset = flag(body, "dataset");
    return new PlaceWish(dataset, optional(body, "localDir"), optional(body, "routeKey"));
  }

  private static @Nullable String optional(JsonNode body, String field) {
    String text = text(body, field, "").strip();
    return text.isEmpty() ? null : text;
  }

  /// Whether only the plan is wanted.
  public static boolean isDryRun(JsonNode body) {
    return flag(body, "dryRun");
  }

  private static List<String> split(String filters) {
    return Arrays.stream(filters.split(",")).map(String::strip).filter(t -> !t.isEmpty()).toList();
  }

  private static String text(JsonNode body, String field, String otherwise) {
    @Nullable JsonNode value = body.get(field);
    if (value == null || value.isNull()) {
      return otherwise;
    }
    if (!value.isTextual()) {
      throw bad("Invalid " + field + ": it is a text");
    }
    return value.textValue();
  }

  private static boolean flag(JsonNode body, String field) {
    @Nullable JsonNode value = body.get(field);
    if (value == null || value.isNull()) {
      return false;
    }
    if (!value.isBoolean()) {
      throw bad("Invalid " + field + ": it is true or false");
    }
    return value.booleanValue();
  }

  private static List<String> texts(JsonNode body, String field) {
    @Nullable JsonNode value = body.get(field);
    if (value == null || value.isNull()) {
      return List.of();
    }
    if (!value.isArray()) {
      throw bad("Invalid " + field + ": it is a list of texts");
    }
    var texts = new ArrayList<String>();
    for (JsonNode item : value) {
      if (!item.isTextual()) {
        throw bad("Invalid " + field + ": it is a list of texts");
      }
      if (!item.textValue().isBlank()) {
        texts.add(item.textValue().strip());
      }
    }
    return texts;
  }

  private static FailureException bad(String message) {
    return new FailureException(new Failure.BadRequest(message));
  }
}

package dev.hubdesk.desk.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.desk.api.Fields;
import dev.hubdesk.desk.places.PlaceWish;
import dev.hubdesk.protocol.FailureException;
import java.util.Arrays;
import java.util.List;

/// Reads the body that plan and download share. `cacheDir` and what is not known is ignored.
public final class RequestReader {

  private static final String DATASET = "dataset";
  private static final String LOCAL_DIR = "localDir";
  private static final String ROUTE_KEY = "routeKey";

  private RequestReader() {}

  /// The request.
  ///
  /// @throws FailureException with BadRequest when a field is missing or wrong
  public static DownloadRequest read(JsonNode body) {
    var fields = new Fields(body);
    String repo = fields.required("repo");
    List<String> filters = fields.texts("filters");
    int colon = repo.indexOf(':');
    if (colon >= 0) {
      filters = filters.isEmpty() ? split(repo.substring(colon + 1)) : filters;
      repo = repo.substring(0, colon);
    }
    return new DownloadRequest(
        repo,
        fields.text("revision").orElse("main"),
        fields.flag(DATASET),
        filters,
        fields.texts("excludes"),
        fields.flag("exactMatch"),
        fields.text("endpoint").orElse(null),
        fields.text(LOCAL_DIR).orElse(null),
        fields.text("localRepo").orElse(null),
        fields.text(ROUTE_KEY).orElse(null),
        fields.flag("adoptPartials"));
  }

  /// What a body says about where its download goes; all else in it is ignored.
  ///
  /// @throws FailureException with BadRequest when a field is wrong
  public static PlaceWish place(JsonNode body) {
    var fields = new Fields(body);
    return new PlaceWish(
        fields.flag(DATASET),
        fields.text(LOCAL_DIR).orElse(null),
        fields.text(ROUTE_KEY).orElse(null));
  }

  /// Whether only the plan is wanted.
  public static boolean isDryRun(JsonNode body) {
    return new Fields(body).flag("dryRun");
  }

  private static List<String> split(String filters) {
    return Arrays.stream(filters.split(",")).map(String::strip).filter(t -> !t.isEmpty()).toList();
  }
}

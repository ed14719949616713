package dev.hubdesk.desk.search;

import dev.hubdesk.desk.api.DeskQuery;
import dev.hubdesk.protocol.RepoType;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// `GET /api/search`.
public final class SearchEndpoint {

  private final SearchService service;

  public SearchEndpoint(SearchService service) {
    this.service = service;
  }

  /// Adds the route.
  public void addTo(RoutesConfig routes) {
    routes.get("/api/search", this::search);
  }

  private void search(Context context) throws InterruptedException {
    DeskQuery query = DeskQuery.of(context);
    SearchAnswer answer =
        service.search(
            new SearchRequest(
                query.text("q").orElse(""),
                query.flag("datasets").orElse(false) ? RepoType.DATASET : RepoType.MODEL,
                query.text("sort").orElse(SearchRequest.DEFAULT_SORT),
                query.text("limit").map(SearchEndpoint::number).orElse(0),
                query.text("filter").map(SearchEndpoint::tags).orElse(List.of()),
                query.text("cursor").map(Cursor::parse).orElse(null),
                query.text("endpoint").orElse(null)));
    String next = answer.nextCursor();
    if (next != null) {
      context.header("Link", "<" + following(context, next) + ">; rel=\"next\"");
    }
    context.json(answer);
  }

  /// The address of the next page: all parameters of this one, with another cursor.
  private static String following(Context context, String cursor) {
    var address = new StringBuilder("/api/search?cursor=").append(cursor);
    context
        .queryParamMap()
        .forEach((name, values) -> {
          if (!name.equals("cursor") && !values.isEmpty()) {
            address
                .append('&')
                .append(encoded(name))
                .append('=')
                .append(encoded(values.getFirst()));
          }
        });
    return address.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static List<String> tags(String filter) {
    return Arrays.stream(filter.split(",")).map(String::strip).filter(t -> !t.isEmpty()).toList();
  }

  private static int number(String text) {
    return text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
  }
}

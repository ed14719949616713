package dev.hubdesk.desk.analyze;

import dev.hubdesk.desk.api.DeskQuery;
import dev.hubdesk.http.RequestPath;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Revision;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/// `GET /api/analyze/{owner}/{repo}`, and the same with the slash encoded.
public final class AnalyzeEndpoint {

  private final AnalyzeService service;

  public AnalyzeEndpoint(AnalyzeService service) {
    this.service = service;
  }

  /// Adds the routes.
  public void addTo(RoutesConfig routes) {
    routes.get("/api/analyze/{repo}", this::analyze);
    routes.get("/api/analyze/{owner}/{repo}", this::analyze);
  }

  private void analyze(Context context) throws InterruptedException {
    DeskQuery query = DeskQuery.of(context);
    context.json(
        service.analyze(
            new AnalyzeQuestion(
                RequestPath.of(context).rest(2),
                query.text("revision").map(Revision::new).orElse(Revision.MAIN),
                query.flag("dataset").orElse(null),
                query.text("endpoint").orElse(null),
                query.text("ram").map(AnalyzeEndpoint::bytes).orElse(null))));
  }

  private static Long bytes(String text) {
    if (!text.matches("\\d{1,18}")) {
      throw new FailureException(
          new Failure.BadRequest("Invalid ram: it is a number of bytes, at most 18 digits"));
    }
    return Long.valueOf(text);
  }
}

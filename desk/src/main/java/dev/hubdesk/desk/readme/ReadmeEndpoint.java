package dev.hubdesk.desk.readme;

import dev.hubdesk.desk.api.DeskQuery;
import dev.hubdesk.http.RequestPath;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Revision;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;

/// `GET /api/readme/{owner}/{repo}`, the same with the slash encoded, and `GET /api/readme-asset`.
public final class ReadmeEndpoint {

  private final ReadmeService readmes;
  private final PictureService pictures;

  public ReadmeEndpoint(ReadmeService readmes, PictureService pictures) {
    this.readmes = readmes;
    this.pictures = pictures;
  }

  /// Adds the routes.
  public void addTo(RoutesConfig routes) {
    routes.get("/api/readme/{repo}", this::readme);
    routes.get("/api/readme/{owner}/{repo}", this::readme);
    routes.get("/api/readme-asset", this::asset);
  }

  private void readme(Context context) throws InterruptedException {
    DeskQuery query = DeskQuery.of(context);
    context.json(
        readmes.read(
            RequestPath.of(context).rest(2),
            query.flag("dataset").orElse(false),
            query.text("revision").map(Revision::new).orElse(Revision.MAIN),
            query.text("endpoint").orElse(null)));
  }

  private void asset(Context context) throws IOException, InterruptedException {
    String address =
        DeskQuery.of(context)
            .text("url")
            .orElseThrow(() ->
                new FailureException(new Failure.BadRequest("Missing required parameter: url")));
    try (Picture picture = pictures.open(address)) {
      context.contentType(picture.type());
      context.header("X-Content-Type-Options", "nosniff");
      context.header("Content-Security-Policy", "default-src 'none'; sandbox");
      context.header("Cross-Origin-Resource-Policy", "same-origin");
      context.header("Cache-Control", "private, max-age=3600");
      picture.length().ifPresent(length -> context.header("Content-Length", Long.toString(length)));
      picture.sendTo(context.outputStream());
    }
  }
}

package dev.hubdesk.desk.library;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.hubdesk.desk.api.DeskQuery;
import dev.hubdesk.desk.api.Fields;
import dev.hubdesk.desk.api.RequestJson;
import dev.hubdesk.http.Json;
import dev.hubdesk.protocol.RepoType;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What changes or checks the cache: `DELETE /api/cache/{owner}/{repo}`, and below `/api/cache`
/// `rebuild`, `prune` and `{owner}/{repo}/verify`.
public final class CacheUpkeepEndpoint {

  private final DeleteService deletions;
  private final RebuildService rebuilds;
  private final PruneService prunes;
  private final VerifyService verifications;

  public CacheUpkeepEndpoint(
      DeleteService deletions,
      RebuildService rebuilds,
      PruneService prunes,
      VerifyService verifications) {
    this.deletions = deletions;
    this.rebuilds = rebuilds;
    this.prunes = prunes;
    this.verifications = verifications;
  }

  /// Adds the routes.
  public void addTo(RoutesConfig routes) {
    routes.post("/api/cache/rebuild", this::rebuild);
    routes.post("/api/cache/prune", this::prune);
    routes.post("/api/cache/{repo}/verify", this::verify);
    routes.post("/api/cache/{owner}/{repo}/verify", this::verify);
    routes.delete("/api/cache/{repo}", this::delete);
    routes.delete("/api/cache/{owner}/{repo}", this::delete);
  }

  private static RepoType type(Context context) {
    return DeskQuery.of(context).text("type").map(LibraryName::type).orElse(RepoType.MODEL);
  }

  private void delete(Context context) throws IOException {
    LibraryName name = CacheEndpoint.name(context);
    List<String> errors = deletions.delete(name, type(context));
    context.json(
        errors.isEmpty()
            ? new Deleted(true, "Deleted " + name.text(), null)
            : new Deleted(false, "Deleted " + name.text() + ", not all of its names", errors));
  }

  private void rebuild(Context context) throws IOException {
    context.json(rebuilds.rebuild(body(context).flag("clean")));
  }

  private void prune(Context context) throws IOException {
    Fields body = body(context);
    context.json(
        prunes.prune(
            new PruneService.Wish(
                body.flag("snapshots", true), body.flag("partials"), body.flag("dryRun", true))));
  }

  /// One line of JSON a file, as soon as it is read, and one at the end for all.
  private void verify(Context context) throws IOException {
    VerifyService.Snapshot snapshot =
        verifications.find(
            CacheEndpoint.name(context),
            type(context),
            DeskQuery.of(context).text("revision").orElse(null));
    context.contentType("application/x-ndjson");
    OutputStream out = context.outputStream();
    line(out, verifications.verify(snapshot, file -> line(out, file)));
  }

  private static void line(OutputStream out, Object value) throws IOException {
    out.write((Json.text(value) + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /// A body may be left out.
  private static Fields body(Context context) throws IOException {
    boolean none = context.contentLength() <= 0 && context.header("Transfer-Encoding") == null;
    return new Fields(none ? MissingNode.getInstance() : RequestJson.object(context));
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Deleted(boolean success, String message, @Nullable List<String> errors) {}
}

package dev.hubdesk.hub.upkeep;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.http.Json;
import dev.hubdesk.http.JsonBody;
import dev.hubdesk.hub.access.CallerFilter;
import dev.hubdesk.protocol.FailureException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `POST /api/admin/gc {repository?, dryRun?}`, `POST /api/admin/fsck {repository?, deep?}` and
/// `POST /api/admin/reindex {repository?}`, for administrators. The answer is a JSON object a line,
/// written as the work goes on; the last line has `done`, or `error` when the work broke off. Work
/// whose listener goes away ends with the repository that it is at.
public final class MaintenanceEndpoint {

  private static final Logger LOG = LoggerFactory.getLogger(MaintenanceEndpoint.class);

  private final GcService gc;
  private final FsckService fsck;
  private final ReindexService reindex;

  public MaintenanceEndpoint(GcService gc, FsckService fsck, ReindexService reindex) {
    this.gc = gc;
    this.fsck = fsck;
    this.reindex = reindex;
  }

  public void addTo(RoutesConfig routes) {
    routes.post(
        "/api/admin/gc",
        context ->
            answer(
                context, (choice, asked, report) -> gc.run(choice, flag(asked, "dryRun"), report)));
    routes.post(
        "/api/admin/fsck",
        context ->
            answer(
                context, (choice, asked, report) -> fsck.run(choice, flag(asked, "deep"), report)));
    routes.post(
        "/api/admin/reindex",
        context -> answer(context, (choice, _, report) -> reindex.run(choice, report)));
  }

  private interface Work {
    void run(RepositoryChoice choice, JsonNode asked, Report report) throws IOException;
  }

  private static boolean flag(JsonNode asked, String name) {
    return asked.path(name).asBoolean(false);
  }

  private static void answer(Context context, Work work) throws IOException {
    CallerFilter.caller(context).administrator();
    JsonNode asked = JsonBody.readObject(context, JsonBody.MAX_BYTES);
    RepositoryChoice choice = RepositoryChoice.parse(asked.path("repository").asText(""));
    context.contentType("application/x-ndjson");
    // Closed by the server, and not when the work broke off.
    @SuppressWarnings("resource")
    OutputStream out = context.outputStream();
    var lines = new Lines(out);
    try {
      work.run(choice, asked, lines);
    } catch (FailureException e) {
      if (!lines.begun) {
        throw e;
      }
      lines.line(Map.of("error", String.valueOf(e.getMessage())));
    } catch (IOException | RuntimeException e) {
      LOG.error("maintenance broke off", e);
      lines.line(Map.of("error", "broken off: the log of the Hub says why"));
    }
  }

  private static final class Lines implements Report {

    private final OutputStream out;
    private boolean begun;

    Lines(OutputStream out) {
      this.out = out;
    }

    @Override
    public void line(Object line) throws IOException {
      begun = true;
      out.write((Json.text(line) + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
  }
}

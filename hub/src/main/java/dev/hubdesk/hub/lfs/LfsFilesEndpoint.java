package dev.hubdesk.hub.lfs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.catalog.LinkedLfs;
import dev.hubdesk.http.BaseUrl;
import dev.hubdesk.http.JsonBody;
import dev.hubdesk.http.Query;
import dev.hubdesk.hub.HubLimits;
import dev.hubdesk.hub.access.CallerFilter;
import dev.hubdesk.hub.access.RepoRequest;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import dev.hubdesk.protocol.Sha256;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The large files of a repository, below `/api/{type}s/{namespace}/{name}/lfs-files`:
///
/// - `GET` the list, in pages
/// - `POST /batch` deletes some for good
/// - `POST /duplicate` promises some to another repository, before a commit that copies them
public final class LfsFilesEndpoint {

  private final LfsFilesService service;
  private final BaseUrl baseUrl;
  private final HubLimits limits;

  public LfsFilesEndpoint(LfsFilesService service, BaseUrl baseUrl, HubLimits limits) {
    this.service = service;
    this.baseUrl = baseUrl;
    this.limits = limits;
  }

  public void addTo(RoutesConfig routes) {
    for (RepoType type : RepoType.values()) {
      String path = "/api/" + type.plural() + "/{namespace}/{name}/lfs-files";
      routes.get(path, context -> list(context, RepoRequest.underApi(context, type).id()));
      routes.post(
          path + "/batch", context -> delete(context, RepoRequest.underApi(context, type).id()));
      routes.post(
          path + "/duplicate",
          context -> duplicate(context, RepoRequest.underApi(context, type).id()));
    }
  }

  private void list(Context context, RepoId id) {
    int limit = Math.min(Query.number(context, "limit", 1, limits.page()), limits.page());
    @Nullable String cursor = context.queryParam("cursor");
    @Nullable Sha256 after = cursor == null ? null : place(cursor);
    List<LinkedLfs> found = service.list(CallerFilter.caller(context), id, after, limit + 1);
    List<LinkedLfs> page = found.subList(0, Math.min(limit, found.size()));
    if (found.size() > limit) {
      String next = page.getLast().object().oid().hex();
      Query.linkNext(context, baseUrl.of(context), "cursor", next);
    }
    context.json(page.stream().map(FileJson::of).toList());
  }

  private static Sha256 place(String cursor) {
    return Sha256.parse(cursor)
        .orElseThrow(() -> new FailureException(new Failure.BadRequest("Invalid cursor")));
  }

  private void delete(Context context, RepoId id) throws IOException {
    JsonNode deletions = JsonBody.readObject(context, limits.jsonBody()).path("deletions");
    JsonNode rewrite = deletions.path("rewriteHistory");
    if (!rewrite.isMissingNode() && !rewrite.isBoolean()) {
      throw invalid("\"rewriteHistory\" must be true or false");
    }
    Set<Sha256> oids = oids(deletions.path("sha"), null);
    service.delete(CallerFilter.caller(context), id, oids, rewrite.asBoolean(true));
    context.json(Map.of());
  }

  private void duplicate(Context context, RepoId source) throws IOException {
    JsonNode body = JsonBody.readObject(context, limits.jsonBody());
    RepoId target =
        RepoType.bySingular(body.at("/target/type").asText("model"))
            .flatMap(type -> RepoId.parse(type, body.at("/target/name").asText()))
            .orElseThrow(() -> invalid("\"target\" must name a repository"));
    Set<Sha256> oids = oids(body.path("files"), "sha256");
    Set<Sha256> failed = service.duplicate(CallerFilter.caller(context), source, target, oids);
    context.json(new DuplicateJson(failed.stream().sorted().map(FailedJson::of).toList()));
  }

  /// @param key of the id inside of each item; null when the items are ids
  private static Set<Sha256> oids(JsonNode list, @Nullable String key) {
    if (!list.isArray()) {
      throw invalid("a list of files is missing");
    }
    if (list.size() > HubLimits.MAX_BATCH_OBJECTS) {
      throw new FailureException(
          new Failure.TooLarge("At most " + HubLimits.MAX_BATCH_OBJECTS + " files at a time"));
    }
    var oids = new LinkedHashSet<Sha256>();
    for (JsonNode item : list) {
      JsonNode oid = key == null ? item : item.path(key);
      oids.add(
          Sha256.parse(oid.asText()).orElseThrow(() -> invalid("a file is named by its SHA-256")));
    }
    return oids;
  }

  private static FailureException invalid(String why) {
    return new FailureException(new Failure.Unprocessable("Invalid request body: " + why));
  }

  /// @param fileOid names the file for deletion
  /// @param filename a path under which it came in, else its id
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record FileJson(
      String fileOid,
      String filename,
      String oid,
      Instant pushedAt,
      long size,
      @Nullable String ref) {

    static FileJson of(LinkedLfs file) {
      String oid = file.object().oid().hex();
      @Nullable String path = file.path();
      return new FileJson(
          oid, path == null ? oid : path, oid, file.at(), file.object().size(), file.ref());
    }
  }

  private record DuplicateJson(List<FailedJson> failed) {}

  private record FailedJson(String sha256, String error) {

    static FailedJson of(Sha256 oid) {
      return new FailedJson(oid.hex(), "The source holds no such LFS file");
    }
  }
}

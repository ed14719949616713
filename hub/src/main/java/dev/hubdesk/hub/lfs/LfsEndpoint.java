package dev.hubdesk.hub.lfs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.http.BaseUrl;
import dev.hubdesk.http.FileSending;
import dev.hubdesk.http.Json;
import dev.hubdesk.http.JsonBody;
import dev.hubdesk.http.LimitedBody;
import dev.hubdesk.http.RequestPath;
import dev.hubdesk.hub.HubLimits;
import dev.hubdesk.hub.access.CallerFilter;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import dev.hubdesk.protocol.Sha256;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/// The Git LFS API of a repository, below `/{type}/{namespace}/{name}.git/info/lfs`:
///
/// - `POST /objects/batch` what to do with each of some objects
/// - `PUT /objects/{oid}` upload, by the signed address of a batch answer
/// - `GET /objects/{oid}` download
/// - `POST /verify` whether an upload has arrived
public final class LfsEndpoint {

  private static final String TYPE = "application/vnd.git-lfs+json";
  private static final String SUFFIX = ".git";

  private final LfsService service;
  private final LfsStorage storage;
  private final BaseUrl baseUrl;
  private final HubLimits limits;

  public LfsEndpoint(LfsService service, LfsStorage storage, BaseUrl baseUrl, HubLimits limits) {
    this.service = service;
    this.storage = storage;
    this.baseUrl = baseUrl;
    this.limits = limits;
  }

  public void addTo(RoutesConfig routes) {
    for (RepoType type : RepoType.values()) {
      String lfs = "/" + type.urlPrefix() + "{namespace}/{repository}/info/lfs";
      routes.post(lfs + "/objects/batch", on(type, this::batch));
      routes.put(lfs + "/objects/{oid}", on(type, this::upload));
      routes.get(lfs + "/objects/{oid}", on(type, this::download));
      routes.post(lfs + "/verify", on(type, this::verify));
    }
  }

  private void batch(Context context, RepoId id) throws IOException {
    BatchRequest request = BatchRequest.parse(JsonBody.readObject(context, limits.jsonBody()));
    String url = baseUrl.of(context) + "/" + id.urlPath() + SUFFIX + "/info/lfs";
    answer(context, service.batch(CallerFilter.caller(context), id, request, url));
  }

  private void upload(Context context, RepoId id) throws IOException {
    long announced = context.req().getContentLengthLong();
    UploadGrant grant = service.granted(id, oid(context), announced, context::queryParam);
    try (InputStream body = LimitedBody.of(context, HubLimits.MAX_OBJECT_BYTES)) {
      storage.receive(grant.object(), grant.account(), body);
    }
    context.status(200);
  }

  private void download(Context context, RepoId id) throws IOException {
    LfsPointer object = service.readable(CallerFilter.caller(context), id, oid(context));
    context.contentType("application/octet-stream");
    FileSending.send(context, storage.content(object), object.oid().hex());
  }

  private void verify(Context context, RepoId id) throws IOException {
    JsonNode body = JsonBody.readObject(context, limits.jsonBody());
    long size = body.path("size").asLong(-1);
    var asked = new BatchRequest.Asked(body.path("oid").asText(), size);
    service.verify(CallerFilter.caller(context), id, asked);
    answer(context, Map.of());
  }

  private static void answer(Context context, Object body) {
    context.contentType(TYPE).result(Json.text(body));
  }

  private static Sha256 oid(Context context) {
    return Sha256.parse(RequestPath.of(context).segments().getLast())
        .orElseThrow(() -> new FailureException(new Failure.NotFound("Object does not exist")));
  }

  /// A handler that is told which repository the path names.
  @FunctionalInterface
  private interface OnRepository {
    void handle(Context context, RepoId id) throws IOException;
  }

  private static Handler on(RepoType type, OnRepository handler) {
    int namespace = type.urlPrefix().isEmpty() ? 0 : 1;
    return context -> handler.handle(context, repository(context, type, namespace));
  }

  private static RepoId repository(Context context, RepoType type, int namespace) {
    List<String> path = RequestPath.of(context).segments();
    String name = path.get(namespace + 1);
    if (!name.endsWith(SUFFIX)) {
      throw new FailureException(new Failure.NotFound("No such route"));
    }
    return RepoId.of(type, path.get(namespace), name.substring(0, name.length() - SUFFIX.length()))
        .orElseThrow(() -> new FailureException(new Failure.RepoNotFound(false)));
  }
}

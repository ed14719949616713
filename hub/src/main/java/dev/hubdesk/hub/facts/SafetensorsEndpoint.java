package dev.hubdesk.hub.facts;

import dev.hubdesk.http.JsonStream;
import dev.hubdesk.hub.access.CallerFilter;
import dev.hubdesk.hub.access.RepoRequest;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.RepoType;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;

/// `GET /api/models/{namespace}/{name}/safetensors-metadata/{index}`: the headers of all files that
/// an index on the default branch names.
public final class SafetensorsEndpoint {

  private final SafetensorsService service;

  public SafetensorsEndpoint(SafetensorsService service) {
    this.service = service;
  }

  public void addTo(RoutesConfig routes) {
    routes.get(
        "/api/" + RepoType.MODEL.plural() + "/{namespace}/{name}/safetensors-metadata/<rest>",
        this::headers);
  }

  private void headers(Context context) throws IOException {
    RepoRequest request = RepoRequest.underApi(context, RepoType.MODEL);
    var index = new RepoPath(String.join("/", request.rest()));
    try (SafetensorsService.Parts parts =
        service.open(CallerFilter.caller(context), request.id(), index)) {
      JsonStream.write(context, parts::write);
    }
  }
}

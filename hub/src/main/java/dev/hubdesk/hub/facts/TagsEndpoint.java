package dev.hubdesk.hub.facts;

import dev.hubdesk.protocol.RepoType;
import io.javalin.config.RoutesConfig;
import java.util.List;

/// `GET /api/models-tags-by-type` and `/api/datasets-tags-by-type`: the tags of all public
/// repositories, the most frequent first within each kind.
public final class TagsEndpoint {

  private final TagsService tags;

  public TagsEndpoint(TagsService tags) {
    this.tags = tags;
  }

  public void addTo(RoutesConfig routes) {
    for (RepoType type : List.of(RepoType.MODEL, RepoType.DATASET)) {
      routes.get(
          "/api/" + type.plural() + "-tags-by-type", context -> context.json(tags.byKind(type)));
    }
  }
}

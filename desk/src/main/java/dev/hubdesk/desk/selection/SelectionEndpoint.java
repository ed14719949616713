package dev.hubdesk.desk.selection;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.desk.api.DeskQuery;
import dev.hubdesk.desk.api.Fields;
import dev.hubdesk.desk.api.RequestJson;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.RepoType;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `/api/cache-selection`: single models of a GGUF repository, where it stands.
public final class SelectionEndpoint {

  /// The most files of a group, and the most versions of a file.
  public static final int MAX_MEMBERS = 10_000;

  private static final int MULTI_STATUS = 207;

  private final SelectionService selection;

  public SelectionEndpoint(SelectionService selection) {
    this.selection = selection;
  }

  /// Adds the routes.
  public void addTo(RoutesConfig routes) {
    routes.get("/api/cache-selection", this::show);
    routes.delete("/api/cache-selection", this::delete);
  }

  private void show(Context context) {
    DeskQuery query = DeskQuery.of(context);
    RepoId repo = repo(query.text("repo").orElse(""), query.text("type").orElse(""));
    String location = query.text("locationId").orElse(null);
    context.json(new Shown(repo.path(), "model", selection.locations(repo, location)));
  }

  private void delete(Context context) throws IOException {
    var body = new Fields(RequestJson.object(context));
    RepoId repo = repo(body.text("repo").orElse(""), body.text("type").orElse(""));
    var order =
        new SelectionService.Order(
            repo,
            body.required("locationId"),
            body.required("groupId"),
            body.list("members", MAX_MEMBERS, SelectionEndpoint::member));
    Place.Removal removal = selection.delete(order);
    boolean ok = removal.remaining().isEmpty() && removal.errors().isEmpty();
    context.status(ok ? 200 : MULTI_STATUS);
    context.json(Deleted.of(ok, order, removal));
  }

  private static RepoId repo(String repo, String type) {
    if (!type.equals(RepoType.MODEL.singular())) {
      throw bad("Invalid type: only models have files to choose from (type=model)");
    }
    return RepoId.parse(RepoType.MODEL, repo)
        .orElseThrow(() -> bad("Invalid repo format: Expected owner/name"));
  }

  private static Member member(JsonNode node) {
    var fields = new Fields(node);
    JsonNode path = node.path("path");
    if (!path.isTextual() || !isNormal(path.textValue())) {
      throw bad("Invalid member: its path is relative, with slashes, as it was told");
    }
    return new Member(
        path.textValue(),
        fields.list("versions", MAX_MEMBERS, SelectionEndpoint::version),
        fields.count("size"),
        fields.flag("linkOnly"),
        null);
  }

  private static boolean isNormal(String path) {
    return !path.isEmpty()
        && RepoPath.find(path).filter(known -> known.text().equals(path)).isPresent()
        && !path.matches("[A-Za-z]:.*");
  }

  private static String version(JsonNode node) {
    if (!node.isTextual()) {
      throw bad("Invalid versions: they are texts");
    }
    return Objects.requireNonNull(node.textValue());
  }

  private static FailureException bad(String message) {
    return new FailureException(new Failure.BadRequest(message));
  }

  private record Shown(String repo, String type, List<SelectionService.Location> locations) {}

  /// @param linkOnlyEntries links that were removed, whose targets stay
  /// @param retainedPayloads blobs that something else needs
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Deleted(
      boolean ok,
      String repo,
      String groupId,
      List<String> removed,
      List<String> remaining,
      @Nullable List<String> errors,
      String message,
      @Nullable List<String> linkOnlyEntries,
      @Nullable List<String> retainedPayloads) {

    static Deleted of(boolean ok, SelectionService.Order order, Place.Removal removal) {
      String message =
          ok
              ? "Deleted " + removal.removed().size() + " files"
              : "Deleted " + removal.removed().size() + " files, not all";
      return new Deleted(
          ok,
          order.repo().path(),
          order.groupId(),
          removal.removed(),
          removal.remaining(),
          orNull(removal.errors()),
          message,
          orNull(removal.linkOnly()),
          orNull(removal.retained()));
    }

    private static @Nullable List<String> orNull(List<String> list) {
      return list.isEmpty() ? null : list;
    }
  }
}

package dev.hubdesk.hub.commits;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.http.JsonBody;
import dev.hubdesk.hub.HubLimits;
import dev.hubdesk.hub.access.CallerFilter;
import dev.hubdesk.hub.access.RepoRequest;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.RepoType;
import dev.hubdesk.protocol.Revision;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST /api/{type}s/{namespace}/{name}/preupload/{revision}`.
public final class PreuploadEndpoint {

  private final PreuploadService preupload;
  private final HubLimits limits;

  public PreuploadEndpoint(PreuploadService preupload, HubLimits limits) {
    this.preupload = preupload;
    this.limits = limits;
  }

  public void addTo(RoutesConfig routes) {
    for (RepoType type : RepoType.values()) {
      routes.post(
          "/api/" + type.plural() + "/{namespace}/{name}/preupload/<rest>",
          context -> ask(context, type));
    }
  }

  private void ask(Context context, RepoType type) throws IOException {
    RepoRequest request = RepoRequest.underApi(context, type);
    var revision = new Revision(String.join("/", request.rest()));
    PreuploadService.Question question = question(JsonBody.readObject(context, limits.jsonBody()));
    PreuploadService.Answer answer =
        preupload.ask(CallerFilter.caller(context), request.id(), revision, question);
    context.json(
        new AnswerJson(answer.files().stream().map(FileJson::of).toList(), answer.commit().hex()));
  }

  private PreuploadService.Question question(JsonNode body) {
    JsonNode given = body.path("files");
    if (!given.isArray()) {
      throw bad("\"files\" is missing");
    }
    if (given.size() > limits.preuploadFiles()) {
      throw new FailureException(
          new Failure.TooLarge(
              "A preupload may ask about at most " + limits.preuploadFiles() + " files"));
    }
    var files = new ArrayList<PreuploadService.FileQuestion>();
    for (JsonNode file : given) {
      files.add(fileQuestion(file));
    }
    return new PreuploadService.Question(
        files, textOrNull(body, "gitIgnore"), textOrNull(body, "gitAttributes"));
  }

  private static PreuploadService.FileQuestion fileQuestion(JsonNode file) {
    @Nullable String path = textOrNull(file, "path");
    JsonNode size = file.path("size");
    if (path == null || !size.canConvertToLong() || size.longValue() < 0) {
      throw bad("each of \"files\" needs \"path\" and \"size\"");
    }
    return new PreuploadService.FileQuestion(
        filePath(path), size.longValue(), sample(file.path("sample")));
  }

  private static byte[] sample(JsonNode given) {
    try {
      byte @Nullable [] sample = given.binaryValue();
      return sample == null ? new byte[0] : sample;
    } catch (IOException _) {
      throw bad("\"sample\" must be Base64");
    }
  }

  /// A path that a file may have: as sent, without the mercy that look-ups have for slashes.
  private static RepoPath filePath(String text) {
    var path = new RepoPath(text);
    if (path.isRoot()) {
      throw new FailureException(new Failure.InvalidPath(text, "is empty"));
    }
    return path;
  }

  private static @Nullable String textOrNull(JsonNode node, String key) {
    JsonNode value = node.path(key);
    return value.isTextual() ? value.textValue() : null;
  }

  private static FailureException bad(String message) {
    return new FailureException(new Failure.BadRequest(message));
  }

  private record AnswerJson(List<FileJson> files, String commitOid) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record FileJson(
      String path, String uploadMode, boolean shouldIgnore, @Nullable String oid) {

    static FileJson of(PreuploadService.FileAnswer file) {
      return new FileJson(
          file.path().text(), file.lfs() ? "lfs" : "regular", file.ignored(), file.contentId());
    }
  }
}

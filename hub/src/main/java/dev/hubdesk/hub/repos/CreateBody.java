package dev.hubdesk.hub.repos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.hub.HubLimits;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoPath;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads what a client asks for when it creates a repository. What would only mean something to a
/// server that runs spaces or bills for storage (`hardware`, `secrets`, `region` …) is not looked
/// at.
record CreateBody(RepoBody body, HubLimits limits) {

  NewRepository wanted() {
    @Nullable String license = body.text("license");
    return new NewRepository(
        body.type(),
        body.text("organization"),
        body.required("name"),
        body.isPrivate(),
        body.text("sdk"),
        license == null ? null : new License(license),
        files());
  }

  private Map<RepoPath, byte[]> files() {
    JsonNode given = body.value("files");
    if (given.isMissingNode() || given.isNull()) {
      return Map.of();
    }
    if (!given.isArray()) {
      throw badFiles();
    }
    if (given.size() > HubLimits.MAX_FIRST_FILES) {
      throw new FailureException(
          new Failure.TooLarge(
              "A repository starts with at most " + HubLimits.MAX_FIRST_FILES + " files"));
    }
    var files = new LinkedHashMap<RepoPath, byte[]>();
    for (JsonNode file : given) {
      files.put(path(file), content(file));
    }
    return files;
  }

  private static RepoPath path(JsonNode file) {
    if (!file.path("path").isTextual()) {
      throw badFiles();
    }
    var path = new RepoPath(file.path("path").textValue());
    if (path.isRoot()) {
      throw new FailureException(new Failure.InvalidPath("", "is empty"));
    }
    return path;
  }

  private byte[] content(JsonNode file) {
    JsonNode given = file.path("content");
    if (!given.isTextual() || !file.path("encoding").asText("base64").equals("base64")) {
      throw badFiles();
    }
    byte[] content = decoded(given);
    if (content.length > limits.lfsThreshold()) {
      throw new FailureException(
          new Failure.Unprocessable(
              "A regular file of more than "
                  + limits.lfsThreshold()
                  + " bytes is not taken: upload it as an LFS file"));
    }
    return content;
  }

  private static byte[] decoded(JsonNode text) {
    try {
      return text.binaryValue();
    } catch (IOException _) {
      throw badFiles();
    }
  }

  private static FailureException badFiles() {
    return RepoBody.bad(
        "\"files\" must be a list of {\"path\": …, \"encoding\": \"base64\", \"content\": …}");
  }
}

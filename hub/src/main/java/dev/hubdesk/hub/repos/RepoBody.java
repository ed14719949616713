package dev.hubdesk.hub.repos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import org.jspecify.annotations.Nullable;

/// The JSON object that a client sends to make, change or move a repository. What it says wrongly
/// is a [Failure.BadRequest]; a key that is not asked for is not looked at.
public record RepoBody(JsonNode object) {

  /// `type`; a model when nothing is said.
  public RepoType type() {
    @Nullable String type = text("type");
    return type == null
        ? RepoType.MODEL
        : RepoType.bySingular(type)
            .orElseThrow(() -> bad("\"type\" must be one of model, dataset, space"));
  }

  /// The repository `namespace/name` under a key.
  public RepoId repository(RepoType type, String key) {
    String text = required(key);
    return RepoId.parse(type, text)
        .orElseThrow(() -> bad("\"" + key + "\" must be the id of a repository: namespace/name"));
  }

  /// Whether the repository is to be private: `visibility`, or `private` as older clients say; null
  /// when nothing is said.
  public @Nullable Boolean isPrivate() {
    @Nullable String visibility = text("visibility");
    if (visibility == null) {
      return flag("private");
    }
    return switch (visibility) {
      case "public" -> false;
      case "private" -> true;
      default -> throw bad("\"visibility\" must be public or private");
    };
  }

  /// A boolean; null when it is not there.
  public @Nullable Boolean flag(String key) {
    JsonNode value = object.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isBoolean()) {
      throw bad("\"" + key + "\" must be true or false");
    }
    return value.booleanValue();
  }

  /// A text that has to be there.
  public String required(String key) {
    @Nullable String text = text(key);
    if (text == null) {
      throw bad("\"" + key + "\" is missing");
    }
    return text;
  }

  /// A text; null when it is not there.
  public @Nullable String text(String key) {
    JsonNode value = object.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw bad("\"" + key + "\" must be text");
    }
    return value.textValue();
  }

  /// Whether a key is there, be it as null.
  public boolean has(String key) {
    return object.has(key);
  }

  /// The value of a key, as it stands.
  public JsonNode value(String key) {
    return object.path(key);
  }

  /// The refusal of what a client says wrongly.
  public static FailureException bad(String message) {
    return new FailureException(new Failure.BadRequest(message));
  }
}

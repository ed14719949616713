package dev.hubdesk.desk.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.http.Json;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// Reads values of settings.
final class SettingsJson {

  /// The most folders of a list.
  static final int MAX_FOLDERS = 100;

  private SettingsJson() {}

  static JsonNode parse(String json) {
    try {
      return Json.MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static List<String> folders(String field, JsonNode value) {
    if (!value.isArray() || value.size() > MAX_FOLDERS) {
      throw refuse(field, "is a list of at most " + MAX_FOLDERS + " folders");
    }
    var folders = new LinkedHashSet<String>();
    for (JsonNode item : value) {
      if (!item.isTextual()) {
        throw refuse(field, "is a list of folders");
      }
      if (!item.textValue().isBlank()) {
        folders.add(FolderText.parse(field, item.textValue()).toString());
      }
    }
    return new ArrayList<>(folders);
  }

  /// Refuses what is kept in another form than it is written in.
  static void require(JsonNode kept, boolean isRight, String field, String rule) {
    if (!isRight && !kept.isMissingNode() && !kept.isNull()) {
      throw refuse(field, rule);
    }
  }

  static FailureException refuse(String field, String rule) {
    return new FailureException(new Failure.BadRequest("Invalid " + field + ": it " + rule));
  }
}

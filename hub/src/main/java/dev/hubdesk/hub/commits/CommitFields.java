package dev.hubdesk.hub.commits;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.hubdesk.protocol.FailureException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The fields of a line's value. Short texts are kept; `content` has gone into the spool.
///
/// @param texts fields that hold text
/// @param size the field `size`
/// @param hasContent whether there was a `content`
/// @param bad makes a failure of what is wrong with the line
record CommitFields(
    Map<String, String> texts,
    @Nullable Long size,
    boolean hasContent,
    Function<String, FailureException> bad) {

  /// Reads a value to its end.
  static CommitFields read(JsonParser json, Spool content, Function<String, FailureException> bad)
      throws IOException {
    var texts = new HashMap<String, String>();
    @Nullable Long size = null;
    boolean hasContent = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken token = json.nextToken();
      if (name.equals("content") && token == JsonToken.VALUE_STRING) {
        if (hasContent) {
          throw bad.apply("has two contents");
        }
        decode(json, content, bad);
        hasContent = true;
      } else if (token == JsonToken.VALUE_STRING) {
        texts.put(name, json.getText());
      } else if (name.equals("size") && token == JsonToken.VALUE_NUMBER_INT) {
        size = json.getLongValue();
      } else {
        json.skipChildren();
      }
    }
    if (json.currentToken() != JsonToken.END_OBJECT) {
      throw bad.apply("breaks off");
    }
    if (!texts.getOrDefault("encoding", "base64").equals("base64")) {
      throw bad.apply("has an encoding other than base64");
    }
    return new CommitFields(texts, size, hasContent, bad);
  }

  private static void decode(JsonParser json, Spool content, Function<String, FailureException> bad)
      throws IOException {
    try {
      json.readBinaryValue(content);
    } catch (IllegalArgumentException _) {
      throw bad.apply("has a content that is not Base64");
    }
  }

  String required(String name) {
    String text = orEmpty(name);
    if (text.isEmpty()) {
      throw bad.apply("has no \"" + name + "\"");
    }
    return text;
  }

  String orEmpty(String name) {
    return texts.getOrDefault(name, "");
  }
}

package dev.hubdesk.hub.commits;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.hubdesk.protocol.FailureException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

  private static final String BASE64 = "base64";

  /// Reads a value to its end.
  static CommitFields read(JsonParser json, Spool content, Function<String, FailureException> bad)
      throws IOException {
    var texts = new HashMap<String, String>();
    @Nullable Long size = null;
    boolean hasContent = false;
    boolean textRead = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken token = json.nextToken();
      if (name.equals("content") && token == JsonToken.VALUE_STRING) {
        if (hasContent) {
          throw bad.apply("has two contents");
        }
        if (isText(texts)) {
          content.write(json.getText().getBytes(StandardCharsets.UTF_8));
        } else {
          decode(json, content, bad);
        }
        textRead = isText(texts);
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
    if (hasContent && isText(texts) && !textRead) {
      throw bad.apply("has a content in utf-8 before it says so: \"encoding\" goes first");
    }
    if (!isText(texts) && !texts.getOrDefault("encoding", BASE64).equals(BASE64)) {
      throw bad.apply("has an encoding other than base64 or utf-8");
    }
    return new CommitFields(texts, size, hasContent, bad);
  }

  /// A content is read as it arrives, so only what was said before it counts.
  private static boolean isText(Map<String, String> texts) {
    return texts.getOrDefault("encoding", BASE64).equals("utf-8");
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

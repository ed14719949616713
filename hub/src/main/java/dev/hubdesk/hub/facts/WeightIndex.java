package dev.hubdesk.hub.facts;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hubdesk.http.Json;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// What a `….safetensors.index.json` says.
///
/// @param files that hold the tensors
/// @param metadata empty when there is none
record WeightIndex(SortedSet<String> files, JsonNode metadata) {

  /// The longest index that is read, in bytes.
  static final long MAX_BYTES = 32L << 20;

  /// The largest value that is kept of the metadata, in characters.
  private static final int MAX_VALUE = 1_000;

  /// The most values that are kept of the metadata.
  private static final int MAX_VALUES = 100;

  /// Reads an index; empty when it is none, or names more files than a model has.
  static Optional<WeightIndex> read(InputStream in) throws IOException {
    var files = new TreeSet<String>();
    ObjectNode metadata = YamlValues.emptyMapping();
    try (HeadReader head = new HeadReader(in, MAX_BYTES);
        JsonParser json = Json.MAPPER.createParser(head)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        boolean isObject = json.nextToken() == JsonToken.START_OBJECT;
        if (isObject && field.equals("weight_map")) {
          files(json, files);
        } else if (isObject && field.equals("metadata")) {
          metadata(json, metadata);
        } else {
          json.skipChildren();
        }
      }
    } catch (JsonProcessingException | CharConversionException _) {
      return Optional.empty();
    }
    return files.isEmpty() || files.size() > Sources.MAX_PARTS
        ? Optional.empty()
        : Optional.of(new WeightIndex(files, metadata));
  }

  private static void files(JsonParser json, SortedSet<String> files) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      JsonToken value = json.nextToken();
      if (value == JsonToken.VALUE_STRING && files.size() <= Sources.MAX_PARTS) {
        files.add(json.getText());
      } else {
        json.skipChildren();
      }
    }
  }

  /// Plain values only: everything else is nobody's habit.
  private static void metadata(JsonParser json, ObjectNode metadata) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      boolean isKept = value.isScalarValue() && metadata.size() < MAX_VALUES;
      if (isKept && value == JsonToken.VALUE_NUMBER_INT && json.getTextLength() <= MAX_VALUE) {
        metadata.put(name, json.getBigIntegerValue());
      } else if (isKept && json.getTextLength() <= MAX_VALUE) {
        metadata.put(name, json.getText());
      } else {
        json.skipChildren();
      }
    }
  }
}

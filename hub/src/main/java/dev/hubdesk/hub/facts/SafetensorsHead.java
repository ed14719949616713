package dev.hubdesk.hub.facts;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hubdesk.http.Json;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.io.EOFException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// How many parameters of which type a safetensors file holds, by its header: eight bytes that tell
/// the header's length, then JSON that names type and shape of each tensor. Nothing in it is
/// believed further than that.
///
/// @param parameters by type, such as `BF16`
record SafetensorsHead(SortedMap<String, Long> parameters) {

  /// The longest header that is read, in bytes. The library itself reads 100 million.
  static final long MAX_BYTES = 100_000_000;

  private static final int MAX_TYPES = 64;
  private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9_]{1,16}");

  /// Reads a header; empty when it is none.
  static Optional<SafetensorsHead> read(HeadReader head, long fileSize) throws IOException {
    try {
      enter(head, fileSize);
      try (JsonParser json = Json.MAPPER.createParser(head)) {
        return json.nextToken() == JsonToken.START_OBJECT ? tensors(json) : Optional.empty();
      }
    } catch (EOFException | JsonProcessingException | FailureException | ArithmeticException _) {
      return Optional.empty();
    }
  }

  /// Reads the length, after which only the JSON is left to be read.
  ///
  /// @throws FailureException with `Unprocessable` when that is no length of a header
  static void enter(HeadReader head, long fileSize) throws IOException {
    long length = head.number(Long.BYTES);
    if (length < 2 || length > MAX_BYTES || length > fileSize - Long.BYTES) {
      throw noHeader();
    }
    head.limit(length);
  }

  static FailureException noHeader() {
    return new FailureException(
        new Failure.Unprocessable("The file does not start with a safetensors header"));
  }

  private static Optional<SafetensorsHead> tensors(JsonParser json) throws IOException {
    var parameters = new TreeMap<String, Long>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean metadata = json.currentName().equals("__metadata__");
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      if (metadata) {
        json.skipChildren();
      } else if (!tensor(json, parameters)) {
        return Optional.empty();
      }
    }
    return parameters.isEmpty() ? Optional.empty() : Optional.of(new SafetensorsHead(parameters));
  }

  private static boolean tensor(JsonParser json, Map<String, Long> parameters) throws IOException {
    String type = "";
    long elements = -1;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      if (field.equals("dtype") && value == JsonToken.VALUE_STRING) {
        type = json.getText();
      } else if (field.equals("shape") && value == JsonToken.START_ARRAY) {
        elements = elements(json);
      } else {
        json.skipChildren();
      }
    }
    if (elements < 0 || !TYPE.matcher(type).matches() || parameters.size() >= MAX_TYPES) {
      return false;
    }
    parameters.merge(type, elements, Math::addExact);
    return true;
  }

  private static long elements(JsonParser json) throws IOException {
    long elements = 1;
    while (json.nextToken() == JsonToken.VALUE_NUMBER_INT) {
      long side = json.getLongValue();
      if (side < 0) {
        throw new ArithmeticException("a length below zero");
      }
      elements = Math.multiplyExact(elements, side);
    }
    return json.currentToken() == JsonToken.END_ARRAY ? elements : -1;
  }

  /// Both together; empty when the sum is more than a number can be.
  Optional<SafetensorsHead> plus(SafetensorsHead other) {
    var sum = new TreeMap<String, Long>(parameters);
    try {
      for (Map.Entry<String, Long> entry : other.parameters.entrySet()) {
        sum.merge(entry.getKey(), entry.getValue(), Math::addExact);
      }
      return Optional.of(new SafetensorsHead(sum));
    } catch (ArithmeticException _) {
      return Optional.empty();
    }
  }

  /// As the API tells it, and as it is remembered.
  ObjectNode json() {
    ObjectNode json = YamlValues.emptyMapping();
    ObjectNode types = json.putObject("parameters");
    parameters.forEach(types::put);
    json.put("total", total());
    return json;
  }

  long total() {
    long total = 0;
    for (long count : parameters.values()) {
      total = total > Long.MAX_VALUE - count ? Long.MAX_VALUE : total + count;
    }
    return total;
  }

  /// Reads what [#json] made.
  static SafetensorsHead of(JsonNode json) {
    var parameters = new TreeMap<String, Long>();
    json.path("parameters")
        .properties()
        .forEach(type -> parameters.put(type.getKey(), type.getValue().longValue()));
    return new SafetensorsHead(parameters);
  }
}

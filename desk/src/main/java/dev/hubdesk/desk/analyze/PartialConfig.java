package dev.hubdesk.desk.analyze;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The beginning of a `quantization_config.json` that is longer than may be read: maps of layers
/// reach that size, and what counts stands before them. Kept are the fields at the top that are
/// complete; a number at the cut is not, because it could go on.
public final class PartialConfig {

  /// Marks an object that is not whole.
  public static final String MARK = "__partial__";

  /// The most fields that are kept.
  static final int MAX_FIELDS = 100;

  private static final Set<String> WIDTHS =
      Set.of(
          "bits",
          "head_bits",
          "vision_bits",
          "mtp_bits",
          "expert_bits",
          "routed_expert_bits",
          "routed_expert_bits_avg",
          "bits_per_weight");

  /// No literal of JSON is longer, in bytes.
  private static final int LITERAL = 5;

  private static final JsonMapper PLAIN = JsonMapper.builder().build();

  private PartialConfig() {}

  /// Reads what is complete within the first bytes. A width that is cut off stays as `null`.
  ///
  /// @throws dev.hubdesk.protocol.FailureException when it is no JSON object, or when no field is
  ///   complete
  static ObjectNode read(byte[] bytes, int length) {
    try (JsonParser json = PLAIN.createParser(bytes, 0, length)) {
      return fields(json, length);
    } catch (CharConversionException _) {
      throw corrupt();
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory", e);
    }
  }

  private static ObjectNode fields(JsonParser json, int length) throws IOException {
    ObjectNode kept = PLAIN.createObjectNode();
    try {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw corrupt();
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        @Nullable JsonNode value = value(json);
        boolean isCut = json.currentLocation().getByteOffset() >= length;
        if (value != null && kept.size() < MAX_FIELDS && !(value.isNumber() && isCut)) {
          kept.set(name, value);
        }
      }
      throw corrupt();
    } catch (JsonProcessingException e) {
      if (isAtEnd(e, length)) {
        return finished(kept, open(json.getParsingContext()));
      }
      throw corrupt();
    }
  }

  /// The field of the outermost object that was being read.
  private static @Nullable String open(JsonStreamContext at) {
    JsonStreamContext field = at;
    while (field.getParent() != null && !field.getParent().inRoot()) {
      field = field.getParent();
    }
    return field.getCurrentName();
  }

  /// Whether what is wrong is that the text ends there.
  private static boolean isAtEnd(JsonProcessingException e, int length) {
    return e instanceof JsonEOFException
        || (e.getLocation() != null && e.getLocation().getByteOffset() >= length - LITERAL);
  }

  private static ObjectNode finished(ObjectNode kept, @Nullable String open) {
    if (kept.isEmpty()) {
      throw corrupt();
    }
    if (open != null && WIDTHS.contains(open) && !kept.has(open)) {
      kept.set(open, NullNode.getInstance());
    }
    return kept.put(MARK, true);
  }

  private static @Nullable JsonNode value(JsonParser json) throws IOException {
    JsonToken token = json.nextToken();
    if (token.isScalarValue() || WIDTHS.contains(json.currentName())) {
      return json.readValueAsTree();
    }
    json.skipChildren();
    return null;
  }

  private static RuntimeException corrupt() {
    return MetadataReader.failed(
        MetadataReader.QUANTIZATION
            + " is longer than "
            + MetadataReader.MAX_BYTES
            + " bytes, and does not begin like a configuration");
  }
}

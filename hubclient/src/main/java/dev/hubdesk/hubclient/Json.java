package dev.hubdesk.hubclient;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Oid;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads what a server says in JSON: bounded, and without trust in its shape.
final class Json {

  /// The longest JSON answer, in bytes (a page of 1,000 entries is about 500 KB).
  static final int MAX_BYTES = 16 * 1024 * 1024;

  static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  static JsonNode read(Answer answer) throws IOException {
    return read(answer, MAX_BYTES);
  }

  static JsonNode read(Answer answer, int maxBytes) throws IOException {
    if (answer.isRedirect()) {
      throw new FailureException(
          new Failure.Upstream(
              answer.status(),
              "The endpoint redirects to "
                  + HubEndpoint.origin(Transport.target(answer))
                  + "; set that address as the endpoint"));
    }
    JsonNode json = MAPPER.readTree(bytes(answer.body(), maxBytes));
    return json == null ? MAPPER.missingNode() : json;
  }

  private static byte[] bytes(InputStream body, int maxBytes) throws IOException {
    byte[] bytes = body.readNBytes(maxBytes + 1);
    if (bytes.length > maxBytes) {
      throw malformed("an answer is longer than " + maxBytes + " bytes");
    }
    return bytes;
  }

  static FailureException malformed(String what) {
    return new FailureException(
        new Failure.Upstream(502, "The endpoint does not answer like a Hub: " + what));
  }

  static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isTextual()) {
      throw malformed("no text in '" + field + "'");
    }
    return value.textValue();
  }

  static @Nullable String optionalText(JsonNode node, String field) {
    return node.path(field).textValue();
  }

  static Oid oid(JsonNode node, String field) {
    return Oid.parse(text(node, field))
        .orElseThrow(() -> malformed("'" + field + "' is not a git object id"));
  }

  static @Nullable Instant instant(JsonNode node, String field) {
    String text = node.path(field).textValue();
    if (text == null) {
      return null;
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeException _) {
      return null;
    }
  }

  static List<String> texts(JsonNode node, String field) {
    var texts = new ArrayList<String>();
    for (JsonNode item : node.path(field)) {
      Optional.ofNullable(item.textValue()).ifPresent(texts::add);
    }
    return List.copyOf(texts);
  }
}

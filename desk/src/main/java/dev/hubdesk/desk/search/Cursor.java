package dev.hubdesk.desk.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.http.Json;
import dev.hubdesk.hubclient.SearchPage;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/// Where a search goes on: the query of the next page of each endpoint that has one. Opaque to
/// clients, and nothing that comes back in one is trusted: an endpoint must be in the settings, and
/// gets only a query.
///
/// @param next by the endpoint, as [dev.hubdesk.desk.endpoints.Endpoints#kept] names it
record Cursor(Map<String, String> next) {

  /// The longest text, in characters.
  static final int MAX_LENGTH = 32_768;

  Cursor {
    next = new LinkedHashMap<>(next);
  }

  String text() {
    byte[] json = Json.text(next).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
  }

  /// Reads one.
  ///
  /// @throws FailureException with BadRequest when it is none
  static Cursor parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw invalid();
    }
    try {
      JsonNode json = Json.MAPPER.readTree(Base64.getUrlDecoder().decode(text));
      if (json == null || !json.isObject() || json.isEmpty()) {
        throw invalid();
      }
      var next = new LinkedHashMap<String, String>();
      json.properties().forEach(entry -> next.put(entry.getKey(), query(entry.getValue())));
      return new Cursor(next);
    } catch (JsonProcessingException | CharConversionException | IllegalArgumentException _) {
      throw invalid();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String query(JsonNode value) {
    String text = value.asText("");
    if (!value.isTextual()
        || text.length() > SearchPage.MAX_NEXT
        || !text.matches("[A-Za-z0-9._~!$&'()*+,;=:@/?%-]+")) {
      throw invalid();
    }
    return text;
  }

  private static FailureException invalid() {
    return new FailureException(
        new Failure.BadRequest("Invalid cursor: it is the nextCursor of an earlier answer"));
  }
}

package dev.hubdesk.hub.facts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hubdesk.catalog.Standing;
import dev.hubdesk.http.Json;
import java.io.UncheckedIOException;

/// What is known of a repository.
///
/// @param standing where it stands and how it is used
/// @param facts what its files tell, by the field of the API
public record Known(Standing standing, ObjectNode facts) {

  static Known of(Standing standing) {
    try {
      JsonNode facts = Json.MAPPER.readTree(standing.facts());
      return new Known(
          standing, facts instanceof ObjectNode object ? object : YamlValues.emptyMapping());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("facts that we wrote are not JSON", e);
    }
  }

  /// A fact, missing when it is not known.
  public JsonNode fact(String field) {
    return facts.path(field);
  }
}

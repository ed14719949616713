package dev.hubdesk.desk.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hubdesk.desk.DeskConfig;
import dev.hubdesk.hubclient.HubEndpoint;
import dev.hubdesk.protocol.FailureException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which Hubs are asked, and with which tokens. A token is kept beside the address it belongs to,
/// and is never shown to another.
final class EndpointSettings {

  /// The most endpoints.
  static final int MAX_ENDPOINTS = 16;

  private static final String LIST = "endpoints";
  private static final String TOKENS = "tokens";

  private final DeskConfig config;

  EndpointSettings(DeskConfig config) {
    this.config = config;
  }

  /// The endpoints in force, without the Hub of this process.
  Sourced<List<HubEndpoint>> in(ObjectNode stored) {
    JsonNode list = stored.path(LIST);
    // Whoever wrote something else must not find another Hub asked instead.
    SettingsJson.require(list, list.isArray(), LIST, "is a list of addresses");
    JsonNode tokens = stored.path(TOKENS);
    SettingsJson.require(tokens, tokens.isObject(), TOKENS, "is an object of tokens by address");
    if (config.endpoints().isFixed() || list.isEmpty()) {
      return config.endpoints().map(all -> all.stream().map(one -> signed(one, stored)).toList());
    }
    var endpoints = new ArrayList<HubEndpoint>();
    for (JsonNode url : list) {
      endpoints.add(signed(given(HubEndpoint.anonymous(url.asText())), stored));
    }
    return new Sourced<>(List.copyOf(endpoints), Sourced.SETTINGS);
  }

  /// Whether the environment gave the token of the first endpoint: no other takes its place.
  boolean isTokenFixed(ObjectNode stored) {
    return in(stored).value().stream()
        .findFirst()
        .map(first -> given(HubEndpoint.anonymous(first.base().toString())))
        .filter(first -> first.token() != null)
        .isPresent();
  }

  /// Who gave the token of the first endpoint.
  String tokenSource(ObjectNode stored) {
    boolean any =
        in(stored).value().stream().findFirst().filter(o -> o.token() != null).isPresent();
    if (!any) {
      return Sourced.DEFAULT;
    }
    return isTokenFixed(stored) ? "environment" : Sourced.SETTINGS;
  }

  /// All endpoints in the order in which they are asked.
  List<HubEndpoint> asked(ObjectNode stored) {
    var all = new LinkedHashMap<String, HubEndpoint>();
    HubEndpoint own = config.ownHub();
    if (own != null) {
      all.put(own.base().toString(), own);
    }
    in(stored).value().forEach(one -> all.putIfAbsent(one.base().toString(), one));
    return List.copyOf(all.values());
  }

  /// Takes over `endpoint`, `endpoints`, `token` and `tokens` of a request.
  void patch(JsonNode request, ObjectNode stored) {
    var tokens = new LinkedHashMap<String, JsonNode>();
    if (request.hasNonNull("endpoint")) {
      putFirst(text("endpoint", request.path("endpoint")), stored);
    }
    if (request.hasNonNull(LIST)) {
      putList(stored, addresses(request.path(LIST), tokens));
    }
    if (request.hasNonNull("token")) {
      in(stored).value().stream()
          .findFirst()
          .ifPresent(first -> tokens.put(first.base().toString(), request.path("token")));
    }
    for (Map.Entry<String, JsonNode> entry : request.path(TOKENS).properties()) {
      tokens.put(address(TOKENS, entry.getKey()), entry.getValue());
    }
    tokens.forEach((address, token) -> putToken(stored, address, token));
  }

  /// Whoever sends back the first address as it was told has chosen nothing, and does not mean to
  /// lose the others.
  private void putFirst(String text, ObjectNode stored) {
    if (text.isEmpty()) {
      putList(stored, List.of());
      return;
    }
    String address = address("endpoint", text);
    if (!asked(stored).getFirst().base().toString().equals(address)) {
      putList(stored, List.of(address));
    }
  }

  private List<String> addresses(JsonNode list, Map<String, JsonNode> tokens) {
    if (!list.isArray() || list.size() > MAX_ENDPOINTS) {
      throw SettingsJson.refuse(LIST, "is a list of at most " + MAX_ENDPOINTS + " addresses");
    }
    var addresses = new ArrayList<String>();
    for (JsonNode item : list) {
      String address = address(LIST, item.isObject() ? item.path("url").asText() : item.asText());
      HubEndpoint own = config.ownHub();
      if (own != null && own.base().toString().equals(address)) {
        continue;
      }
      addresses.add(address);
      if (item.hasNonNull("token")) {
        tokens.put(address, item.path("token"));
      }
    }
    return addresses.stream().distinct().toList();
  }

  private static String address(String field, String text) {
    try {
      return HubEndpoint.anonymous(text).base().toString();
    } catch (FailureException e) {
      throw SettingsJson.refuse(field, "is refused. " + e.failure().message());
    }
  }

  private static String text(String field, JsonNode value) {
    if (!value.isTextual()) {
      throw SettingsJson.refuse(field, "is a text");
    }
    return value.textValue().strip();
  }

  private static void putList(ObjectNode stored, List<String> addresses) {
    if (addresses.isEmpty()) {
      stored.remove(LIST);
      return;
    }
    ArrayNode list = stored.putArray(LIST);
    addresses.forEach(list::add);
  }

  private static void putToken(ObjectNode stored, String address, JsonNode value) {
    if (value.isNull()) {
      return;
    }
    String token = text("token", value);
    if (TokenMask.isMask(token)) {
      return;
    }
    ObjectNode tokens = stored.withObjectProperty(TOKENS);
    if (token.isEmpty()) {
      tokens.remove(address);
    } else {
      tokens.put(address, HubEndpoint.of(address, token).token());
    }
    if (tokens.isEmpty()) {
      stored.remove(TOKENS);
    }
  }

  /// The endpoint as it was configured, which may carry a token of the environment.
  private HubEndpoint given(HubEndpoint endpoint) {
    return config.endpoints().value().stream()
        .filter(one -> one.base().equals(endpoint.base()))
        .findFirst()
        .orElse(endpoint);
  }

  private static HubEndpoint signed(HubEndpoint endpoint, ObjectNode stored) {
    @Nullable String token = stored.path(TOKENS).path(endpoint.base().toString()).textValue();
    return endpoint.token() != null || token == null
        ? endpoint
        : new HubEndpoint(endpoint.base(), token);
  }
}

package dev.hubdesk.desk.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hubdesk.desk.DeskConfig;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads and changes the settings that are folders.
final class FolderPatch {

  static final String CACHE_DIR = "cacheDir";
  static final String LOCAL_DIR = "localDir";
  static final String SCAN_DIRS = "localScanDirs";
  static final String FRIENDLY_DIR = "friendlyDir";
  static final String ROUTES = "downloadRoutes";

  private static final String ROUTES_FORM = "is an object of folders by kind of model";

  private static final List<String> FIELDS =
      List.of(CACHE_DIR, LOCAL_DIR, SCAN_DIRS, FRIENDLY_DIR, ROUTES);

  private final DeskConfig config;

  FolderPatch(DeskConfig config) {
    this.config = config;
  }

  /// What is in force.
  FolderSettings in(ObjectNode stored) {
    return new FolderSettings(
        cacheDir(stored).value(),
        folder(LOCAL_DIR, stored),
        SettingsJson.folders(SCAN_DIRS, list(stored)).stream().map(Path::of).toList(),
        folder(FRIENDLY_DIR, stored),
        routes(stored),
        SettingKey.ALLOW_REQUEST_LOCAL_DIR.in(stored).value().booleanValue());
  }

  Sourced<Path> cacheDir(ObjectNode stored) {
    String text = stored.path(CACHE_DIR).asText("");
    return text.isBlank() || config.cacheDir().isFixed()
        ? config.cacheDir()
        : new Sourced<>(FolderText.parse(CACHE_DIR, text), Sourced.SETTINGS);
  }

  private static @Nullable Path folder(String field, ObjectNode stored) {
    String text = stored.path(field).asText("");
    return text.isBlank() ? null : FolderText.parse(field, text);
  }

  private static JsonNode list(ObjectNode stored) {
    JsonNode folders = stored.path(SCAN_DIRS);
    return folders.isMissingNode() ? stored.arrayNode() : folders;
  }

  private static Map<RouteKey, Path> routes(ObjectNode stored) {
    var routes = new EnumMap<RouteKey, Path>(RouteKey.class);
    JsonNode kept = stored.path(ROUTES);
    SettingsJson.require(kept, kept.isObject(), ROUTES, ROUTES_FORM);
    kept.properties()
        .forEach(entry -> {
          String text = entry.getValue().asText("");
          if (!text.isBlank()) {
            RouteKey.parse(entry.getKey())
                .ifPresent(key -> routes.put(key, FolderText.parse(ROUTES, text)));
          }
        });
    return routes;
  }

  /// Takes over what the request names.
  void apply(JsonNode request, ObjectNode stored) {
    if (!isOnlyTold(request.path(CACHE_DIR), stored)) {
      put(request, CACHE_DIR, stored);
    }
    put(request, LOCAL_DIR, stored);
    put(request, FRIENDLY_DIR, stored);
    if (request.hasNonNull(SCAN_DIRS)) {
      List<String> folders = SettingsJson.folders(SCAN_DIRS, request.path(SCAN_DIRS));
      stored.remove(SCAN_DIRS);
      if (!folders.isEmpty()) {
        folders.forEach(stored.putArray(SCAN_DIRS)::add);
      }
    }
    if (request.hasNonNull(ROUTES)) {
      putRoutes(request.path(ROUTES), stored);
    }
    if (FIELDS.stream().anyMatch(request::hasNonNull)) {
      keepNamesApart(stored);
    }
  }

  /// Names would replace real files, and real files go with names.
  private void keepNamesApart(ObjectNode stored) {
    in(stored)
        .amongNames()
        .ifPresent(other -> {
          throw SettingsJson.refuse(
              FRIENDLY_DIR, "keeps names in its folders models and datasets, not in " + other);
        });
  }

  /// Whether a client sends back where the cache is without having chosen that.
  private boolean isOnlyTold(JsonNode value, ObjectNode stored) {
    return !stored.has(CACHE_DIR)
        && value.isTextual()
        && value.textValue().equals(cacheDir(stored).value().toString());
  }

  private static void put(JsonNode request, String field, ObjectNode stored) {
    JsonNode value = request.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return;
    }
    if (!value.isTextual()) {
      throw SettingsJson.refuse(field, "is a text");
    }
    if (value.textValue().isBlank()) {
      stored.remove(field);
    } else {
      stored.put(field, FolderText.parse(field, value.textValue()).toString());
    }
  }

  /// The map is replaced. Kinds that this version does not know, and those without a folder, are
  /// left out.
  private static void putRoutes(JsonNode routes, ObjectNode stored) {
    if (!routes.isObject()) {
      throw SettingsJson.refuse(ROUTES, ROUTES_FORM);
    }
    stored.remove(ROUTES);
    for (RouteKey key : RouteKey.values()) {
      JsonNode value = routes.path(key.text());
      if (value.isTextual() && !value.textValue().isBlank()) {
        Path folder = FolderText.parse(ROUTES + "." + key.text(), value.textValue());
        stored.withObjectProperty(ROUTES).put(key.text(), folder.toString());
      } else if (!value.isTextual() && !value.isMissingNode() && !value.isNull()) {
        throw SettingsJson.refuse(ROUTES + "." + key.text(), "is a text");
      }
    }
  }
}

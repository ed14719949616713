package dev.hubdesk.desk.analyze;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// The configuration files of a repository that hold a JSON object or list.
///
/// @param files by path
/// @param large paths of those that are too long to be repeated in an answer
public record Metadata(Map<String, JsonNode> files, Set<String> large) {

  /// None.
  public static final Metadata NONE = new Metadata(Map.of(), Set.of());

  public Metadata {
    files = Map.copyOf(files);
    large = Set.copyOf(large);
  }

  /// What stands in a file; the missing node when there is none.
  public JsonNode file(String path) {
    return files.getOrDefault(path, MissingNode.getInstance());
  }

  /// `config.json`.
  public JsonNode config() {
    return file("config.json");
  }

  /// What an answer repeats, sorted by path.
  Map<String, JsonNode> told() {
    var told = new LinkedHashMap<String, JsonNode>();
    files.keySet().stream()
        .sorted()
        .filter(path -> !large.contains(path))
        .forEach(path -> told.put(path, file(path)));
    return told;
  }
}

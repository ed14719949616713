package dev.hubdesk.desk.mirror;

import dev.hubdesk.catalog.files.DurableFile;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// `targets.yaml`: `targets: {name: {path, description}}`. People may edit it; it is read anew for
/// every request. What this version does not know is kept, comments are not.
final class TargetsFile {

  /// The longest file, in bytes.
  static final int MAX_BYTES = 1 << 20;

  private static final String HEADER =
      "# The mirror's targets. May be edited; comments do not survive a change by the Desk.\n";
  private static final String TARGETS = "targets";

  private final Path file;

  TargetsFile(Path file) {
    this.file = file;
  }

  /// What the file says, by name; nothing when there is none.
  ///
  /// @throws FailureException with LocalFault when it says what no target can be: it is never
  ///   overwritten then
  synchronized SortedMap<String, Target> read() throws IOException {
    var found = new TreeMap<String, Target>();
    for (Map.Entry<?, ?> entry : map(load().get(TARGETS)).entrySet()) {
      Target target = target(String.valueOf(entry.getKey()), map(entry.getValue()));
      found.put(target.name(), target);
    }
    return found;
  }

  /// Adds a target or replaces the one of that name.
  synchronized void put(Target target) throws IOException {
    change(targets -> {
      Map<Object, Object> lines = new LinkedHashMap<>(asMap(targets.get(target.name())));
      lines.put("path", target.path().toString());
      if (target.description() == null) {
        lines.remove("description");
      } else {
        lines.put("description", target.description());
      }
      targets.put(target.name(), lines);
    });
  }

  /// Forgets a target; what stands there stays.
  synchronized void remove(String name) throws IOException {
    change(targets -> targets.remove(name));
  }

  private void change(Consumer<Map<Object, Object>> step) throws IOException {
    read();
    Map<Object, Object> whole = new LinkedHashMap<>(load());
    Map<Object, Object> targets = new TreeMap<>(asMap(whole.get(TARGETS)));
    step.accept(targets);
    whole.put(TARGETS, targets);
    var settings = DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build();
    DurableFile.replace(file, HEADER + new Dump(settings).dumpToString(whole));
  }

  private Map<?, ?> load() throws IOException {
    byte[] bytes;
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw refused("is longer than " + MAX_BYTES + " bytes");
      }
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException _) {
      return Map.of();
    }
    try {
      var settings =
          LoadSettings.builder().setCodePointLimit(MAX_BYTES).setLabel("targets").build();
      return map(new Load(settings).loadFromString(new String(bytes, StandardCharsets.UTF_8)));
    } catch (YamlEngineException e) {
      throw refused("is not YAML: " + e.getMessage());
    }
  }

  private Target target(String name, Map<?, ?> lines) throws IOException {
    Object path = lines.get("path");
    Object description = lines.get("description");
    try {
      return new Target(
          name,
          Target.path(path == null ? "" : path.toString()),
          description == null ? null : description.toString());
    } catch (FailureException e) {
      throw refused("has a target '" + name + "': " + e.failure().message());
    }
  }

  private Map<?, ?> map(@Nullable Object node) throws IOException {
    if (node == null) {
      return Map.of();
    }
    if (node instanceof Map<?, ?> map) {
      return map;
    }
    throw refused("has '" + node + "' where a map was expected");
  }

  private static Map<?, ?> asMap(@Nullable Object node) {
    return node instanceof Map<?, ?> map ? map : Map.of();
  }

  private FailureException refused(String why) {
    return new FailureException(
        new Failure.LocalFault(
            "Mirror targets cannot be read: " + file + " " + why + "; correct it or move it away"));
  }
}

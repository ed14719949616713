package dev.hubdesk.desk.analyze.dataset;

import dev.hubdesk.desk.analyze.dataset.CardConfig.Rows;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// Reads `configs` of the YAML at the head of a card, which says what belongs to which
/// configuration and split. Only these lines are read as YAML: the rest may be long, and wrong. A
/// card that says it in another way, or too much, says nothing.
final class CardConfigs {

  /// The longest text of `configs`, in characters.
  static final int MAX_CHARS = 1 << 20;

  /// The most configurations that are read.
  static final int MAX_CONFIGS = 5_000;

  /// The most patterns of one card.
  static final int MAX_PATTERNS = 20_000;

  /// How deep lists and mappings may stand in each other.
  static final int MAX_DEPTH = 8;

  private static final int BUFFER = 1 << 16;
  private static final String EDGE = "---";

  private int patterns;

  private CardConfigs() {}

  /// What a card tells; none when it tells nothing that is understood.
  ///
  /// @param card the file, or its beginning
  static List<CardConfig> read(String card) {
    String block = block(card);
    if (block.isEmpty()) {
      return List.of();
    }
    try {
      return new CardConfigs().configs(load(block));
    } catch (YamlEngineException _) {
      return List.of();
    }
  }

  /// The lines of `configs`; empty when there are none, too many, or not all of them.
  private static String block(String card) {
    var block = new StringBuilder();
    Iterator<String> lines = card.lines().iterator();
    if (!lines.hasNext() || !lines.next().replace("\uFEFF", "").stripTrailing().equals(EDGE)) {
      return "";
    }
    while (lines.hasNext()) {
      String line = lines.next();
      boolean begins = line.startsWith("configs:");
      boolean goesOn = !block.isEmpty() && (line.isEmpty() || " \t#-".indexOf(line.charAt(0)) >= 0);
      if (line.stripTrailing().equals(EDGE) || (!block.isEmpty() && !goesOn)) {
        return block.toString();
      }
      if (begins || goesOn) {
        block.append(line).append('\n');
      }
      if (block.length() > MAX_CHARS) {
        return "";
      }
    }
    return "";
  }

  private static @Nullable Object load(String yaml) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel("configs")
            .setSchema(new CoreSchema())
            .setCodePointLimit(MAX_CHARS)
            // A long line is copied once for each buffer of it.
            .setBufferSize(BUFFER)
            .setMaxAliasesForCollections(0)
            .build();
    checkDepth(new Parse(settings).parseString(yaml).iterator());
    return new Load(settings).loadFromString(yaml) instanceof Map<?, ?> map
        ? map.get("configs")
        : null;
  }

  /// The loader calls itself for each level, so the depth is checked before it starts.
  private static void checkDepth(Iterator<Event> events) {
    int depth = 0;
    while (events.hasNext()) {
      Event event = events.next();
      depth += event instanceof CollectionStartEvent ? 1 : 0;
      depth -= event instanceof CollectionEndEvent ? 1 : 0;
      if (depth > MAX_DEPTH) {
        throw new YamlEngineException("deeper than " + MAX_DEPTH + " levels");
      }
    }
  }

  private List<CardConfig> configs(@Nullable Object told) {
    var configs = new ArrayList<CardConfig>();
    for (Object item : list(told)) {
      if (item instanceof Map<?, ?> config && configs.size() < MAX_CONFIGS) {
        Object name = config.get("config_name");
        String folder = folder(config.get("data_dir"));
        configs.add(
            new CardConfig(
                name == null ? "default" : name.toString(),
                Boolean.TRUE.equals(config.get("default")),
                folder,
                rows(folder, config.get("data_files"))));
      }
    }
    return patterns > MAX_PATTERNS ? List.of() : configs;
  }

  private static String folder(@Nullable Object told) {
    String folder = told == null ? "" : told.toString().replaceAll("^\\./|^\\.$|/+$", "");
    return folder.isEmpty() ? "" : folder + "/";
  }

  /// One pattern or several are the split `train`; else each split has its own.
  private List<Rows> rows(String folder, @Nullable Object told) {
    Map<String, List<Glob>> splits = new LinkedHashMap<>();
    if (told instanceof Map<?, ?> named) {
      named.forEach((split, paths) -> add(splits, folder, split, paths));
    } else {
      for (Object item : list(told)) {
        if (item instanceof Map<?, ?> rows) {
          add(splits, folder, rows.get("split"), rows.get("path"));
        } else {
          add(splits, folder, "train", item);
        }
      }
    }
    return splits.entrySet().stream()
        .map(split -> new Rows(split.getKey(), List.copyOf(split.getValue())))
        .toList();
  }

  private void add(
      Map<String, List<Glob>> splits,
      String folder,
      @Nullable Object split,
      @Nullable Object paths) {
    List<Glob> globs = splits.computeIfAbsent(String.valueOf(split), _ -> new ArrayList<>());
    for (Object path : list(paths)) {
      patterns++;
      if (path != null) {
        Glob.of(folder + path).ifPresent(globs::add);
      }
    }
  }

  /// A list, or the one thing that stands for a list of one.
  private static List<?> list(@Nullable Object told) {
    if (told instanceof List<?> list) {
      return list;
    }
    return Stream.ofNullable(told).toList();
  }
}

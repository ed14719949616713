package dev.hubdesk.desk.analyze.dataset;

import dev.hubdesk.protocol.TreeEntry;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Finds the files that a card means.
final class CardFiles {

  /// Patterns times paths that are compared for one card; one that needs more is not understood.
  static final long MAX_COMPARED = 1_000_000;

  private static final Set<String> NO_DATA =
      Set.of("README.md", "config.json", "dataset_info.json", "dataset_infos.json");

  private final TreeMap<String, TreeEntry.File> byPath = new TreeMap<>();
  private long compared;

  CardFiles(List<TreeEntry.File> files) {
    files.forEach(file -> byPath.put(file.path().text(), file));
  }

  /// Whether not all was compared.
  boolean isExhausted() {
    return compared > MAX_COMPARED;
  }

  /// The files of each split; a split without any is left out.
  Map<String, Set<TreeEntry.File>> of(CardConfig config) {
    if (config.rows().isEmpty()) {
      return byWords(config.folder());
    }
    Map<String, Set<TreeEntry.File>> splits = new LinkedHashMap<>();
    for (CardConfig.Rows rows : config.rows()) {
      Set<TreeEntry.File> chosen = newSet();
      rows.patterns().forEach(pattern -> addMatches(pattern, chosen));
      if (!chosen.isEmpty()) {
        splits.put(rows.split(), chosen);
      }
    }
    return splits;
  }

  /// All data files of a folder, by the words of their paths.
  private Map<String, Set<TreeEntry.File>> byWords(String folder) {
    Map<String, Set<TreeEntry.File>> splits = new LinkedHashMap<>();
    for (TreeEntry.File file : below(folder).values()) {
      if (++compared > MAX_COMPARED) {
        return splits;
      }
      Optional<DataFile> data = DataFile.of(file);
      if (data.isPresent()) {
        String split = data.get().split() == null ? "train" : String.valueOf(data.get().split());
        splits.computeIfAbsent(split, _ -> newSet()).add(file);
      }
    }
    return splits;
  }

  private void addMatches(Glob pattern, Set<TreeEntry.File> found) {
    SortedMap<String, TreeEntry.File> below = below(pattern.prefix());
    for (Map.Entry<String, TreeEntry.File> file : below.entrySet()) {
      if (++compared > MAX_COMPARED) {
        return;
      }
      if (isData(file.getKey()) && pattern.matches(file.getKey())) {
        found.add(file.getValue());
      }
    }
  }

  /// Files are told apart as the objects of the one listing that they come from.
  static Set<TreeEntry.File> newSet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  private SortedMap<String, TreeEntry.File> below(String prefix) {
    return byPath.subMap(prefix, true, prefix + Character.MAX_VALUE, true);
  }

  private static boolean isData(String path) {
    return !NO_DATA.contains(path) && !path.startsWith(".") && !path.contains("/.");
  }
}

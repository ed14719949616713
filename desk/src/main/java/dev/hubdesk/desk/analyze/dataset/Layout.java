package dev.hubdesk.desk.analyze.dataset;

import dev.hubdesk.protocol.TreeEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Which files are which configuration and which split.
///
/// @param configs by name; a file may be in several
/// @param splits by name, those of all configurations together
/// @param usual the configuration that is meant when nobody says which; empty when there is none
record Layout(
    Map<String, List<TreeEntry.File>> configs,
    Map<String, List<TreeEntry.File>> splits,
    String usual) {

  private static final List<String> SPLITS = List.of("train", "validation", "dev", "test", "eval");
  private static final List<String> USUAL = List.of("default", "main", "all", "en");

  /// By the paths of the files: directories are configurations, one alone is none.
  static Layout ofPaths(List<DataFile> data) {
    Map<String, List<TreeEntry.File>> configs = new TreeMap<>();
    Map<String, List<TreeEntry.File>> splits = new LinkedHashMap<>();
    for (DataFile file : data) {
      if (!file.config().isEmpty()) {
        configs.computeIfAbsent(file.config(), _ -> new ArrayList<>()).add(file.file());
      }
      if (file.split() != null) {
        splits.computeIfAbsent(file.split(), _ -> new ArrayList<>()).add(file.file());
      }
    }
    if (configs.size() < 2) {
      configs.clear();
    }
    return new Layout(configs, sorted(splits), usual(configs));
  }

  /// By what the card tells; empty when that chooses no file.
  static Optional<Layout> ofCard(List<CardConfig> told, List<TreeEntry.File> files) {
    Map<String, Set<TreeEntry.File>> configs = new LinkedHashMap<>();
    Map<String, Set<TreeEntry.File>> splits = new LinkedHashMap<>();
    String usual = "";
    var matching = new CardFiles(files);
    for (CardConfig config : told) {
      Map<String, Set<TreeEntry.File>> rows = matching.of(config);
      rows.forEach((split, chosen) -> {
        configs.computeIfAbsent(config.name(), _ -> CardFiles.newSet()).addAll(chosen);
        splits.computeIfAbsent(split, _ -> CardFiles.newSet()).addAll(chosen);
      });
      usual = config.usual() && !rows.isEmpty() ? config.name() : usual;
    }
    if (configs.isEmpty() || matching.isExhausted()) {
      return Optional.empty();
    }
    Map<String, List<TreeEntry.File>> lists = lists(configs);
    String meant = usual.isEmpty() ? usual(lists) : usual;
    return Optional.of(new Layout(lists, sorted(lists(splits)), meant));
  }

  private static Map<String, List<TreeEntry.File>> lists(Map<String, Set<TreeEntry.File>> sets) {
    Map<String, List<TreeEntry.File>> lists = new LinkedHashMap<>();
    sets.forEach((name, set) -> {
      var chosen = new ArrayList<TreeEntry.File>(set);
      chosen.sort(Comparator.comparing(TreeEntry.File::path));
      lists.put(name, chosen);
    });
    return lists;
  }

  private static String usual(Map<String, List<TreeEntry.File>> configs) {
    for (String word : USUAL) {
      for (String name : configs.keySet()) {
        if (name.equals(word) || name.endsWith("/" + word)) {
          return name;
        }
      }
    }
    return configs.isEmpty() ? "" : configs.keySet().iterator().next();
  }

  /// The usual splits first.
  private static Map<String, List<TreeEntry.File>> sorted(
      Map<String, List<TreeEntry.File>> splits) {
    Map<String, List<TreeEntry.File>> sorted = new LinkedHashMap<>();
    for (String name : SPLITS) {
      List<TreeEntry.File> files = splits.get(name);
      if (files != null) {
        sorted.put(name, files);
      }
    }
    sorted.putAll(splits);
    return sorted;
  }
}

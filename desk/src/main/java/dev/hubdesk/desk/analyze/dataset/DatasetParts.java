package dev.hubdesk.desk.analyze.dataset;

import dev.hubdesk.desk.analyze.Part;
import dev.hubdesk.protocol.TreeEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The configurations and splits that one may want by themselves. Where the same data stands in
/// several formats only the preferred one is taken.
final class DatasetParts {

  private static final List<String> SPLITS = List.of("train", "validation", "dev", "test", "eval");
  private static final List<String> USUAL = List.of("default", "main", "all", "en");

  private static final Set<String> ARCHIVES = Set.of("tar", "zip", "gz", "zst");

  private final List<DataFile> data;
  private final Map<String, List<DataFile>> configs = new TreeMap<>();

  /// @param formats that are found, the preferred one first
  DatasetParts(List<DataFile> data, List<String> formats) {
    this.data = formats.isEmpty() ? data : withoutRepeats(data, formats.getFirst());
    for (DataFile file : this.data) {
      configs.computeIfAbsent(file.config(), _ -> new ArrayList<>()).add(file);
    }
    configs.remove("");
  }

  /// Rows in a lesser format are left out where the preferred one has the same configuration and
  /// split. Archives repeat nothing.
  private static List<DataFile> withoutRepeats(List<DataFile> data, String primary) {
    Set<List<String>> known = new HashSet<>();
    for (DataFile file : data) {
      if (file.format().equals(primary)) {
        known.add(place(file));
      }
    }
    return data.stream()
        .filter(file ->
            file.format().equals(primary)
                || ARCHIVES.contains(file.format())
                || !known.contains(place(file)))
        .toList();
  }

  private static List<String> place(DataFile file) {
    return List.of(file.config(), String.valueOf(file.split()));
  }

  /// By the directory that stands for them. One alone is none.
  Map<String, List<DataFile>> configs() {
    return configs.size() < 2 ? Map.of() : configs;
  }

  /// The configurations, then the splits. One is recommended.
  List<Part> parts() {
    var parts = new ArrayList<Part>();
    Map<String, List<DataFile>> chosen = configs();
    String usual = usual(chosen);
    chosen.forEach((name, files) -> parts.add(config(name, files, name.equals(usual))));
    parts.sort(Comparator.comparing(part -> !part.recommended()));
    Map<String, List<DataFile>> splits = splits();
    String main = splits.containsKey("train") ? "train" : first(splits);
    if (splits.size() > 1 || !parts.isEmpty()) {
      splits.forEach(
          (name, files) -> parts.add(split(name, files, chosen.isEmpty() && name.equals(main))));
    }
    return parts;
  }

  private static String usual(Map<String, List<DataFile>> configs) {
    for (String word : USUAL) {
      for (String name : configs.keySet()) {
        if (name.equals(word) || name.endsWith("/" + word)) {
          return name;
        }
      }
    }
    return first(configs);
  }

  private static String first(Map<String, List<DataFile>> named) {
    return named.isEmpty() ? "" : named.keySet().iterator().next();
  }

  private Map<String, List<DataFile>> splits() {
    Map<String, List<DataFile>> splits = new LinkedHashMap<>();
    for (String name : SPLITS) {
      List<DataFile> files = data.stream().filter(file -> name.equals(file.split())).toList();
      if (!files.isEmpty()) {
        splits.put(name, files);
      }
    }
    return splits;
  }

  private static Part config(String name, List<DataFile> data, boolean recommended) {
    return new Part(
        "config:" + name,
        name,
        data.size() == 1 ? null : data.size() + " files",
        "config",
        recommended,
        List.of(name + "/", "/" + name + "/"),
        files(data));
  }

  private static Part split(String name, List<DataFile> data, boolean recommended) {
    return new Part(
        name,
        name,
        data.size() == 1 ? null : data.size() + " files",
        "split",
        recommended,
        List.of(name),
        files(data));
  }

  private static List<TreeEntry.File> files(List<DataFile> data) {
    return data.stream().map(DataFile::file).toList();
  }
}

package dev.hubdesk.desk.analyze.dataset;

import dev.hubdesk.protocol.TreeEntry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A file of rows, and what its path says about it.
///
/// @param format `parquet`, `jsonl` …
/// @param split `train`, `test` …; null when the path names none
/// @param config the directory that tells it from other configurations; empty when there is none
record DataFile(TreeEntry.File file, String format, @Nullable String split, String config) {

  /// In the order in which they are preferred.
  static final List<String> FORMATS =
      List.of("parquet", "arrow", "jsonl", "json", "csv", "tsv", "txt", "tar", "zip", "gz", "zst");

  private static final Map<String, String> SPLITS =
      Map.ofEntries(
          Map.entry("train", "train"),
          Map.entry("training", "train"),
          Map.entry("test", "test"),
          Map.entry("testing", "test"),
          Map.entry("validation", "validation"),
          Map.entry("valid", "validation"),
          Map.entry("val", "validation"),
          Map.entry("dev", "dev"),
          Map.entry("eval", "eval"));
  private static final List<String> NO_CONFIG = List.of("data", "default", "dataset", "datasets");

  /// The file as data; empty for a card, a script, a picture.
  static Optional<DataFile> of(TreeEntry.File file) {
    String path = file.path().text().toLowerCase(Locale.ROOT);
    String name = path.substring(path.lastIndexOf('/') + 1);
    boolean isMetadata =
        name.matches("dataset_infos?\\.json|state\\.json|dataset_dict\\.json|readme.*|license.*");
    String plain = name.replaceFirst("\\.(gz|zst|bz2|xz)$", "");
    return FORMATS.stream()
        .filter(format -> plain.endsWith("." + format) || name.endsWith("." + format))
        .findFirst()
        .filter(_ -> !isMetadata)
        .map(format -> new DataFile(file, format, split(path), config(file.path().text())));
  }

  /// The last word of the path that names a split, as a whole: `constrained` is none.
  private static @Nullable String split(String path) {
    String found = null;
    for (String word : path.split("[^a-z]+", -1)) {
      found = SPLITS.getOrDefault(word, found);
    }
    return found;
  }

  /// The directories above the file without those that name a split or nothing.
  private static String config(String path) {
    int slash = path.lastIndexOf('/');
    if (slash < 0) {
      return "";
    }
    String[] parts = path.substring(0, slash).split("/", -1);
    int end = parts.length;
    while (end > 0 && isNoConfig(parts[end - 1])) {
      end--;
    }
    return end == 0 ? "" : String.join("/", List.of(parts).subList(0, end));
  }

  private static boolean isNoConfig(String part) {
    String lower = part.toLowerCase(Locale.ROOT);
    return SPLITS.containsKey(lower) || NO_CONFIG.contains(lower) || FORMATS.contains(lower);
  }
}

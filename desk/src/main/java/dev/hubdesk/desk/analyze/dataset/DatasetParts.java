package dev.hubdesk.desk.analyze.dataset;

import dev.hubdesk.desk.analyze.Part;
import dev.hubdesk.protocol.TreeEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The configurations and splits that one may want by themselves.
final class DatasetParts {

  private final Layout layout;

  DatasetParts(Layout layout) {
    this.layout = layout;
  }

  /// The configurations, where there are several, then the splits. One is recommended.
  List<Part> parts() {
    var parts = new ArrayList<Part>();
    Map<String, List<TreeEntry.File>> configs =
        layout.configs().size() < 2 ? Map.of() : layout.configs();
    configs.forEach((name, files) -> parts.add(config(name, files, name.equals(layout.usual()))));
    parts.sort(Comparator.comparing(part -> !part.recommended()));
    Map<String, List<TreeEntry.File>> splits = layout.splits();
    String main = splits.containsKey("train") ? "train" : first(splits);
    if (splits.size() > 1 || !parts.isEmpty()) {
      splits.forEach(
          (name, files) -> parts.add(split(name, files, configs.isEmpty() && name.equals(main))));
    }
    return parts;
  }

  private static String first(Map<String, List<TreeEntry.File>> named) {
    return named.isEmpty() ? "" : named.keySet().iterator().next();
  }

  private static Part config(String name, List<TreeEntry.File> files, boolean recommended) {
    return new Part(
        "config:" + name,
        name,
        count(files),
        "config",
        recommended,
        List.of(name + "/", "/" + name + "/"),
        files);
  }

  private static Part split(String name, List<TreeEntry.File> files, boolean recommended) {
    return new Part(name, name, count(files), "split", recommended, List.of(name), files);
  }

  private static @Nullable String count(List<TreeEntry.File> files) {
    return files.size() == 1 ? null : files.size() + " files";
  }
}

package dev.hubdesk.desk.analyze.gguf;

import java.util.List;
import java.util.Locale;

/// What the names of GGUF files on this machine tell.
public final class QuantLabels {

  private QuantLabels() {}

  /// The different labels of models, in the order of the files; a name that says nothing has none.
  public static List<String> of(List<String> paths) {
    return paths.stream()
        .filter(path -> !isProjector(path))
        .flatMap(path -> Quant.find(path).stream())
        .map(found -> found.quant().label())
        .distinct()
        .toList();
  }

  /// Whether the file projects images into a model's embedding.
  public static boolean isProjector(String path) {
    return path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT).contains("mmproj");
  }
}

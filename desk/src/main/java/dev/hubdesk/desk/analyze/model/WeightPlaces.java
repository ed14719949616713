package dev.hubdesk.desk.analyze.model;

import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.TreeEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Tells the weights that make the model from those that repeat it: in the layout of its makers
/// (`original/`, `consolidated.…`), as an export for another runtime (`onnx/`), as an earlier
/// checkpoint.
///
/// @param main by directory: the root, and what modules have beside it (`2_Dense/`)
/// @param others by the name of the place
record WeightPlaces(Map<String, List<Weight>> main, Map<String, List<Weight>> others) {

  private static final Set<String> REPEATS =
      Set.of(
          "original",
          "metal",
          "onnx",
          "openvino",
          "coreml",
          "tf",
          "tensorflow",
          "flax",
          "tflite",
          "executorch",
          "mlx",
          "gguf");
  private static final Pattern CHECKPOINT = Pattern.compile("checkpoint[-_]?\\d+|global_step\\d+");

  static WeightPlaces of(List<TreeEntry.File> files) {
    var main = new LinkedHashMap<String, List<Weight>>();
    var others = new LinkedHashMap<String, List<Weight>>();
    List<Weight> weights = Weight.among(files);
    boolean hasModel =
        weights.stream()
            .anyMatch(weight -> weight.directory().isEmpty() && !isConsolidated(weight));
    for (Weight weight : weights) {
      String place = hasModel ? place(weight) : "";
      Map<String, List<Weight>> into = place.isEmpty() ? main : others;
      String key = place.isEmpty() ? weight.directory() : place;
      into.computeIfAbsent(key, _ -> new ArrayList<>()).add(weight);
    }
    return new WeightPlaces(main, others);
  }

  private static String place(Weight weight) {
    if (isConsolidated(weight)) {
      return "consolidated";
    }
    return repeat(weight.file().path());
  }

  /// The directory at the root that repeats the model and holds that path; empty when none does.
  static String repeat(RepoPath path) {
    String top = path.text().split("/", 2)[0].toLowerCase(Locale.ROOT);
    boolean isRepeat = REPEATS.contains(top) || CHECKPOINT.matcher(top).matches();
    return isRepeat && !path.parent().isRoot() ? top : "";
  }

  private static boolean isConsolidated(Weight weight) {
    return weight.directory().isEmpty()
        && weight.file().path().name().toLowerCase(Locale.ROOT).startsWith("consolidated");
  }
}

package dev.hubdesk.desk.analyze.diffusers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.desk.analyze.model.OneFormat;
import dev.hubdesk.desk.analyze.model.Weight;
import dev.hubdesk.protocol.TreeEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A component of a pipeline.
///
/// @param library and class as `model_index.json` names them; null in it stands for "not used"
/// @param files all below its directory
record Component(String name, String library, String className, List<TreeEntry.File> files) {

  Component {
    files = List.copyOf(files);
  }

  /// The components that have files, in the order of `model_index.json`; without that the
  /// directories, in the order of the listing.
  static List<Component> of(JsonNode index, List<TreeEntry.File> files) {
    Map<String, List<TreeEntry.File>> directories = new LinkedHashMap<>();
    for (TreeEntry.File file : files) {
      String path = file.path().text();
      int slash = path.indexOf('/');
      if (slash > 0) {
        directories.computeIfAbsent(path.substring(0, slash), _ -> new ArrayList<>()).add(file);
      }
    }
    var components = new ArrayList<Component>();
    for (Map.Entry<String, JsonNode> field : index.properties()) {
      JsonNode value = field.getValue();
      List<TreeEntry.File> own = directories.get(field.getKey());
      if (own != null && value.isArray() && value.path(0).isTextual()) {
        components.add(
            new Component(field.getKey(), value.path(0).asText(), value.path(1).asText(""), own));
      }
    }
    if (components.isEmpty()) {
      directories.forEach((name, own) -> components.add(new Component(name, "", "", own)));
    }
    return components;
  }

  List<Weight> weights() {
    return Weight.among(files);
  }

  /// The files with the weights of one format only, directory by directory.
  List<TreeEntry.File> in(OneFormat format) {
    Map<String, List<Weight>> directories = new LinkedHashMap<>();
    for (Weight weight : weights()) {
      directories.computeIfAbsent(weight.directory(), _ -> new ArrayList<>()).add(weight);
    }
    var taken = new ArrayList<TreeEntry.File>();
    directories
        .values()
        .forEach(weights -> format.from(weights).forEach(weight -> taken.add(weight.file())));
    files.stream().filter(file -> Weight.of(file).isEmpty()).forEach(taken::add);
    return taken;
  }

  /// Whether a pipeline runs without it.
  boolean isRequired() {
    return !name.equals("safety_checker") && !name.equals("feature_extractor");
  }
}

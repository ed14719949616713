package dev.hubdesk.desk.analyze.gguf;

import dev.hubdesk.desk.analyze.Part;
import dev.hubdesk.protocol.TreeEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The parts of a GGUF repository: its quantizations, then its projectors.
final class GgufParts {

  private static final long RUNTIME_BYTES = 500L << 20;

  private GgufParts() {}

  static List<Part> of(GgufFiles files, @Nullable GgufGroup recommended) {
    Map<String, Integer> labels = countLabels(files.groups());
    var parts = new ArrayList<Part>();
    for (GgufGroup group : files.groups()) {
      boolean alone = labels.getOrDefault(group.label(), 0) == 1;
      String label = alone ? group.label() : group.stem() + " " + group.label();
      parts.add(quantization(group, label, group.equals(recommended)));
    }
    for (int i = 0; i < files.projectors().size(); i++) {
      parts.add(projector(files.projectors().get(i), i == 0));
    }
    return parts;
  }

  private static Map<String, Integer> countLabels(List<GgufGroup> groups) {
    var counts = new HashMap<String, Integer>();
    groups.forEach(group -> counts.merge(group.label(), 1, Integer::sum));
    return counts;
  }

  private static Part quantization(GgufGroup group, String label, boolean recommended) {
    return new Part(
        group.id(),
        label,
        description(group),
        "quantization",
        recommended,
        forms(group),
        group.files(),
        group.quality(),
        ram(group.size()));
  }

  /// `q4_k_m`; where that meets more, with what tells this group from others.
  private static List<String> forms(GgufGroup group) {
    var forms = new ArrayList<String>();
    Quant quant = group.quant();
    if (quant != null) {
      String label = quant.filter();
      forms.add(label);
      String prefix = (group.mtp() ? "mtp-" : "") + (quant.isDynamic() ? "ud-" : "");
      forms.add(prefix + label);
    }
    forms.add(group.baseName().toLowerCase(Locale.ROOT));
    if (!group.directory().isEmpty()) {
      forms.add(group.directory().toLowerCase(Locale.ROOT) + "/");
    }
    return forms;
  }

  private static Part projector(TreeEntry.File file, boolean recommended) {
    String name = GgufGroup.baseName(file);
    String form = name.toLowerCase(Locale.ROOT);
    return new Part(
        "mmproj-" + form,
        name,
        "Projector for images, used beside a quantization",
        "vision_encoder",
        recommended,
        List.of(form),
        List.of(file));
  }

  static String description(GgufGroup group) {
    Quant quant = group.quant();
    String text = quant == null ? "Quantization not named" : quant.description();
    int count = group.files().size();
    return count == 1 ? text : text + " · " + count + " files";
  }

  static List<String> paths(List<TreeEntry.File> files) {
    return files.stream().map(file -> file.path().text()).toList();
  }

  static long ram(long size) {
    return size + size / 10 + RUNTIME_BYTES;
  }
}

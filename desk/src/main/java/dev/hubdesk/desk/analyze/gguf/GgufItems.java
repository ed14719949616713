package dev.hubdesk.desk.analyze.gguf;

import dev.hubdesk.desk.Sizes;
import dev.hubdesk.desk.analyze.SelectableItem;
import dev.hubdesk.protocol.TreeEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes the items of a GGUF repository.
final class GgufItems {

  private static final long RUNTIME_BYTES = 500L << 20;

  private final ReplayFilters filters;
  private final Set<String> ids = new HashSet<>();

  GgufItems(List<TreeEntry.File> all) {
    this.filters = new ReplayFilters(all);
  }

  List<SelectableItem> of(GgufFiles files, @Nullable GgufGroup recommended) {
    Map<String, Integer> labels = countLabels(files.groups());
    var items = new ArrayList<SelectableItem>();
    for (GgufGroup group : files.groups()) {
      boolean alone = labels.getOrDefault(group.label(), 0) == 1;
      String label = alone ? group.label() : group.stem() + " " + group.label();
      items.add(quantization(group, label, group.equals(recommended)));
    }
    for (int i = 0; i < files.projectors().size(); i++) {
      items.add(projector(files.projectors().get(i), i == 0));
    }
    return items;
  }

  private static Map<String, Integer> countLabels(List<GgufGroup> groups) {
    var counts = new HashMap<String, Integer>();
    groups.forEach(group -> counts.merge(group.label(), 1, Integer::sum));
    return counts;
  }

  private SelectableItem quantization(GgufGroup group, String label, boolean recommended) {
    List<String> replay = filters.quantization(group);
    return new SelectableItem(
        unique(group.id(), group.files().getFirst()),
        label,
        description(group),
        group.size(),
        Sizes.human(group.size()),
        group.quality(),
        stars(group.quality()),
        recommended,
        "quantization",
        replay.getFirst(),
        replay.size() > 1 ? replay : null,
        paths(group.files()),
        ram(group.size()),
        Sizes.human(ram(group.size())));
  }

  private SelectableItem projector(TreeEntry.File file, boolean recommended) {
    String filter = filters.file(file).getFirst();
    return new SelectableItem(
        unique("mmproj-" + filter, file),
        GgufGroup.baseName(file),
        "Projector for images, used beside a quantization",
        file.size(),
        Sizes.human(file.size()),
        null,
        null,
        recommended,
        "vision_encoder",
        filter,
        null,
        List.of(file.path().text()),
        null,
        null);
  }

  private String unique(String id, TreeEntry.File first) {
    return ids.add(id) ? id : id + "@" + first.path().text();
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

  static String stars(int quality) {
    return "★".repeat(quality) + "☆".repeat(5 - quality);
  }

  static long ram(long size) {
    return size + size / 10 + RUNTIME_BYTES;
  }
}

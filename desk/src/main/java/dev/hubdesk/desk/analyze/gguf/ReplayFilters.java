package dev.hubdesk.desk.analyze.gguf;

import dev.hubdesk.desk.plan.Selection;
import dev.hubdesk.protocol.TreeEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Finds the filters that, matched exactly, select certain files of a repository and no other. The
/// shortest form that people know comes first (`q4_k_m`), the full path last.
final class ReplayFilters {

  /// In larger repositories files are named by their paths at once: trying costs files × groups.
  private static final int MAX_TRIED = 2_000;

  private final List<TreeEntry.File> all;

  ReplayFilters(List<TreeEntry.File> all) {
    this.all = all;
  }

  List<String> quantization(GgufGroup group) {
    var candidates = new ArrayList<String>();
    Quant quant = group.quant();
    if (quant != null) {
      String label = quant.filter();
      candidates.add(label);
      String prefix = (group.mtp() ? "mtp-" : "") + (quant.isDynamic() ? "ud-" : "");
      candidates.add(prefix + label);
    }
    candidates.add(group.baseName().toLowerCase(Locale.ROOT));
    if (!group.directory().isEmpty()) {
      candidates.add(group.directory().toLowerCase(Locale.ROOT) + "/");
    }
    return first(candidates, group.files());
  }

  List<String> file(TreeEntry.File file) {
    return first(List.of(GgufGroup.baseName(file).toLowerCase(Locale.ROOT)), List.of(file));
  }

  private List<String> first(List<String> candidates, List<TreeEntry.File> wanted) {
    if (all.size() <= MAX_TRIED) {
      for (String candidate : candidates) {
        if (selects(candidate, wanted)) {
          return List.of(candidate);
        }
      }
    }
    return wanted.stream().map(file -> "/" + file.path().text()).toList();
  }

  private boolean selects(String filter, List<TreeEntry.File> wanted) {
    List<TreeEntry.File> chosen = new Selection(List.of(filter), List.of(), true).choose(all);
    return chosen.size() == wanted.size() && Set.copyOf(chosen).equals(Set.copyOf(wanted));
  }
}

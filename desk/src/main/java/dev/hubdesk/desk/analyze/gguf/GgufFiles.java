package dev.hubdesk.desk.analyze.gguf;

import dev.hubdesk.desk.plan.Selection;
import dev.hubdesk.protocol.TreeEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// The GGUF files of a repository by what they are for. Importance matrices and bare companions for
/// multi-token prediction are neither models nor projectors.
///
/// @param projectors for images; the preferred one first
record GgufFiles(List<GgufGroup> groups, List<TreeEntry.File> projectors) {

  static GgufFiles of(List<TreeEntry.File> files) {
    var models = new ArrayList<TreeEntry.File>();
    var projectors = new ArrayList<TreeEntry.File>();
    for (TreeEntry.File file : files) {
      if (!Selection.isGguf(file.path())) {
        continue;
      }
      String name = file.path().name().toLowerCase(Locale.ROOT);
      if (name.contains("mmproj")) {
        projectors.add(file);
      } else if (!isCompanion(name)) {
        models.add(file);
      }
    }
    projectors.sort(
        Comparator.comparingInt(GgufFiles::preference).thenComparing(TreeEntry.File::path));
    return new GgufFiles(GgufGroup.of(models), List.copyOf(projectors));
  }

  private static boolean isCompanion(String name) {
    return name.equals("imatrix.gguf")
        || name.endsWith("-imatrix.gguf")
        || name.endsWith(".imatrix.gguf")
        || (name.startsWith("mtp-") && Quant.find(name).isEmpty());
  }

  private static int preference(TreeEntry.File file) {
    String name = file.path().name().toLowerCase(Locale.ROOT);
    if (name.contains("-f16")) {
      return 0;
    }
    if (name.contains("-bf16")) {
      return 1;
    }
    return name.contains("-f32") ? 2 : 3;
  }
}

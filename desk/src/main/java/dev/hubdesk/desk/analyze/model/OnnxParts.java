package dev.hubdesk.desk.analyze.model;

import dev.hubdesk.desk.analyze.Part;
import dev.hubdesk.protocol.TreeEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The builds of a model for ONNX runtimes. Repositories either hold them side by side, the
/// precision at the end of the name (`onnx/model_q4.onnx`), or each in a directory of its own
/// (`cpu-int4/model.onnx`).
final class OnnxParts {

  private static final Pattern PRECISION =
      Pattern.compile(
          "[-_.](fp32|fp16|bf16|fp8|u?int8|int4|q8f16|q8|q4f16|q4|bnb4|quantized|optimized)$");
  private static final Pattern FILE = Pattern.compile("(.*)\\.onnx(?:[_.]data(?:_\\d+)?)?$");

  private final List<TreeEntry.File> files;

  OnnxParts(List<TreeEntry.File> files) {
    this.files = files;
  }

  /// The files of an ONNX model, data outside of the model included.
  static boolean isOnnx(TreeEntry.File file) {
    return FILE.matcher(file.path().text().toLowerCase(Locale.ROOT)).matches();
  }

  /// The precision that a name tells: `fp32` when it tells none.
  static String precision(TreeEntry.File file) {
    Matcher name = FILE.matcher(file.path().name().toLowerCase(Locale.ROOT));
    Matcher end = PRECISION.matcher(name.matches() ? name.group(1) : "");
    return end.find() ? end.group(1) : "fp32";
  }

  /// The builds; empty when there are fewer than two.
  List<Part> parts() {
    List<TreeEntry.File> models = files.stream().filter(OnnxParts::isOnnx).toList();
    boolean byDirectory = hasRepeatedNames(models);
    Map<String, List<TreeEntry.File>> builds = new TreeMap<>();
    for (TreeEntry.File file : models) {
      String build = byDirectory ? file.path().parent().text() : precision(file);
      builds.computeIfAbsent(build, _ -> new ArrayList<>()).add(file);
    }
    if (builds.size() < 2) {
      return List.of();
    }
    String recommended = builds.containsKey("fp32") ? "fp32" : builds.keySet().iterator().next();
    var parts = new ArrayList<Part>();
    builds.forEach(
        (build, wanted) -> parts.add(part(build, wanted, byDirectory, build.equals(recommended))));
    return parts;
  }

  private Part part(
      String build, List<TreeEntry.File> wanted, boolean byDirectory, boolean recommended) {
    String label = build.isEmpty() ? "Root" : build;
    var whole = new ArrayList<TreeEntry.File>(wanted);
    whole.addAll(support(wanted));
    return new Part(
        label.toLowerCase(Locale.ROOT),
        label,
        wanted.size() == 1 ? null : wanted.size() + " files",
        byDirectory ? "variant" : "precision",
        recommended,
        byDirectory ? List.of(build + "/") : List.of(build),
        whole);
  }

  /// Tokenizers and the like that are large.
  private List<TreeEntry.File> support(List<TreeEntry.File> models) {
    Set<String> directories = new HashSet<>();
    directories.add("");
    models.forEach(file -> directories.add(file.path().parent().text()));
    return files.stream()
        .filter(file -> file.lfs() != null && !isOnnx(file) && Weight.of(file).isEmpty())
        .filter(file -> directories.contains(file.path().parent().text()))
        .toList();
  }

  private static boolean hasRepeatedNames(List<TreeEntry.File> models) {
    Set<String> names = new HashSet<>();
    return models.stream().anyMatch(file -> !names.add(file.path().name()));
  }
}

package dev.hubdesk.desk.analyze.diffusers;

import dev.hubdesk.desk.analyze.Part;
import dev.hubdesk.desk.analyze.Subject;
import dev.hubdesk.desk.analyze.model.OneFormat;
import dev.hubdesk.desk.analyze.model.Weight;
import dev.hubdesk.protocol.TreeEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What of a pipeline one may want: all components in one precision, each in one format; single
/// components; checkpoints that hold the whole pipeline in one file.
final class PipelineParts {

  private final List<TreeEntry.File> files;
  private final List<Component> components;
  private final List<OneFormat> formats;

  PipelineParts(List<TreeEntry.File> files, List<Component> components) {
    this.files = files;
    this.components = components;
    this.formats = OneFormat.among(components.stream().flatMap(c -> c.weights().stream()).toList());
  }

  /// The precisions of the preferred format, the recommended first: `fp16`, and so on; the empty
  /// one is the plain one.
  List<OneFormat> variants() {
    return formats.stream()
        .filter(one -> one.format() == formats.getFirst().format())
        .filter(one -> !one.variant().contains("ema"))
        .toList();
  }

  List<Part> parts() {
    var parts = new ArrayList<Part>();
    List<OneFormat> variants = variants();
    for (OneFormat one : variants) {
      parts.add(variant(one, one.equals(variants.getFirst())));
    }
    if (!variants.isEmpty()) {
      components.forEach(component -> parts.add(component(component, variants.getFirst())));
    }
    checkpoints().forEach((name, own) -> parts.add(checkpoint(name, own)));
    return parts;
  }

  private Part variant(OneFormat one, boolean recommended) {
    String word = one.variant().isEmpty() ? "default" : one.variant();
    Set<TreeEntry.File> wanted = new LinkedHashSet<>();
    components.forEach(component -> wanted.addAll(component.in(one)));
    return new Part(
        word,
        one.variant().isEmpty() ? "Default precision" : word.toUpperCase(Locale.ROOT),
        "The whole pipeline, each component in one format",
        "variant",
        recommended,
        one.variant().isEmpty() ? List.of() : List.of(word),
        List.copyOf(wanted));
  }

  private static Part component(Component component, OneFormat one) {
    return new Part(
        "component:" + component.name(),
        component.name(),
        component.className().isEmpty() ? null : component.className(),
        "component",
        false,
        List.of(component.name(), component.name() + "/"),
        component.in(one));
  }

  /// Weights at the root, by name.
  private Map<String, List<TreeEntry.File>> checkpoints() {
    Map<String, List<TreeEntry.File>> found = new LinkedHashMap<>();
    for (Weight weight : Weight.among(files)) {
      if (Subject.isAtRoot(weight.file().path())) {
        String name = weight.file().path().name().replaceFirst("[-_]\\d+[-_]of[-_]\\d+", "");
        found.computeIfAbsent(name, _ -> new ArrayList<>()).add(weight.file());
      }
    }
    return found;
  }

  private static Part checkpoint(String name, Collection<TreeEntry.File> own) {
    return new Part(
        "checkpoint:" + name,
        name,
        "The pipeline in one file",
        "format",
        false,
        List.of(),
        List.copyOf(own));
  }
}

package dev.hubdesk.desk.analyze.gguf;

import dev.hubdesk.desk.Sizes;
import dev.hubdesk.desk.analyze.SelectableItem;
import dev.hubdesk.desk.analyze.Subject;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import dev.hubdesk.protocol.TreeEntry;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Projectors for a model that sees and whose repository has none: the GGUF repository of what it
/// was made from (`<name>-GGUF`) often has.
///
/// @param repo where they are
record UpstreamProjectors(RepoId repo, List<TreeEntry.File> files) {

  /// Looks for them, nearest ancestor first.
  static Optional<UpstreamProjectors> find(Subject subject, Lineage lineage)
      throws InterruptedException {
    if (!lineage.isMultimodal()) {
      return Optional.empty();
    }
    for (RepoId ancestor : lineage.ancestors()) {
      Optional<RepoId> sibling = sibling(ancestor);
      if (sibling.isPresent() && !sibling.get().folded().equals(subject.repo().folded())) {
        List<TreeEntry.File> found =
            GgufFiles.of(subject.source().files(sibling.get())).projectors();
        if (!found.isEmpty()) {
          return Optional.of(new UpstreamProjectors(sibling.get(), found));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<RepoId> sibling(RepoId ancestor) {
    return ancestor.name().toUpperCase(Locale.ROOT).endsWith("-GGUF")
        ? Optional.empty()
        : RepoId.of(RepoType.MODEL, ancestor.namespace(), ancestor.name() + "-GGUF");
  }

  /// Items that are downloaded from there, not with this repository.
  List<SelectableItem> items() {
    return files.stream().map(this::item).toList();
  }

  private SelectableItem item(TreeEntry.File file) {
    String name = GgufGroup.baseName(file);
    return new SelectableItem(
        "mmproj-upstream-" + name.toLowerCase(Locale.ROOT),
        name,
        "Projector for images, from " + repo.path(),
        file.size(),
        Sizes.human(file.size()),
        null,
        null,
        false,
        "vision_encoder",
        "/" + file.path().text(),
        null,
        List.of(file.path().text()),
        null,
        null,
        null,
        repo.path());
  }
}

package dev.hubdesk.desk.library;

import dev.hubdesk.desk.Sizes;
import dev.hubdesk.desk.analyze.gguf.QuantLabels;
import dev.hubdesk.desk.cache.Manifest;
import dev.hubdesk.desk.cache.scan.DownloadStatus;
import dev.hubdesk.desk.cache.scan.LocalRepo;
import dev.hubdesk.desk.cache.scan.LocalRoot.Source;
import dev.hubdesk.desk.cache.scan.LocalRoots;
import dev.hubdesk.desk.cache.scan.ScannedRepo;
import dev.hubdesk.desk.cache.scan.ScannedSnapshot;
import dev.hubdesk.protocol.RepoType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Puts an entry together from the places where its repository stands.
final class EntryParts {

  static final String UNKNOWN = DownloadStatus.UNKNOWN.text();

  private final RepoType type;
  private final String id;
  private final List<LocalRepo> locals = new ArrayList<>();
  private @Nullable ScannedRepo cached;

  EntryParts(RepoType type, String id) {
    this.type = type;
    this.id = id;
  }

  RepoType type() {
    return type;
  }

  String id() {
    return id;
  }

  boolean isEmpty() {
    return cached == null && locals.isEmpty();
  }

  void add(ScannedRepo repo) {
    cached = repo;
  }

  void add(LocalRepo repo) {
    locals.add(repo);
  }

  static String status(ScannedRepo repo) {
    return repo.usualSnapshot().map(one -> one.status().text()).orElse(UNKNOWN);
  }

  /// As it stands in the list.
  LibraryEntry entry() {
    Optional<LocalRepo> plain =
        locals.stream().filter(one -> one.source() == Source.LOCAL).findFirst();
    if (plain.isPresent()) {
      return local(plain.get(), false, List.of());
    }
    ScannedRepo repo = cached;
    return repo == null ? local(locals.getFirst(), false, List.of()) : cached(repo, null);
  }

  /// With its files. The cache tells most.
  LibraryEntry details(LocalRoots roots) throws IOException {
    ScannedRepo repo = cached;
    if (repo != null) {
      return cached(repo, CachedFiles.of(repo));
    }
    LocalRepo local = locals.getFirst();
    return local(local, true, CachedFiles.of(roots, local));
  }

  private LibraryEntry cached(ScannedRepo repo, @Nullable List<LibraryEntry.FileEntry> files) {
    Optional<ScannedSnapshot> usual = repo.usualSnapshot();
    List<String> weights = usual.map(ScannedSnapshot::weights).orElse(List.of());
    boolean detailed = files != null;
    Manifest manifest = detailed ? Manifest.read(repo.folder()).orElse(null) : null;
    return new LibraryEntry(
        id,
        repo.owner(),
        repo.name(),
        type.singular(),
        repo.folder().toString(),
        friendlyPath(),
        repo.size(),
        Sizes.human(repo.size()),
        repo.files(),
        repo.usualRef().orElse(null),
        usual
            .map(one -> one.commit().substring(0, Math.min(7, one.commit().length())))
            .orElse(null),
        repo.lastModified().toString().substring(0, 10),
        status(repo),
        repo.snapshots().stream().map(ScannedSnapshot::commit).toList(),
        Source.HF_CACHE.text(),
        QuantLabels.of(weights),
        hasProjector(weights),
        capabilities(weights),
        repo.missing(),
        locations(repo.folder().toString()),
        detailed ? revisions(repo) : null,
        files,
        detailed ? projectors(weights) : null,
        manifest == null ? null : LibraryEntry.ManifestView.of(manifest));
  }

  private LibraryEntry local(LocalRepo repo, boolean detailed, List<LibraryEntry.FileEntry> files) {
    return new LibraryEntry(
        id,
        repo.id().namespace(),
        repo.id().name(),
        type.singular(),
        repo.folder().toString(),
        friendlyPath(),
        repo.size(),
        Sizes.human(repo.size()),
        repo.files(),
        null,
        null,
        repo.lastModified().toString().substring(0, 10),
        UNKNOWN,
        List.of(),
        repo.source().text(),
        QuantLabels.of(repo.weights()),
        hasProjector(repo.weights()),
        capabilities(repo.weights()),
        0,
        locations(repo.folder().toString()),
        detailed ? List.of() : null,
        detailed ? files : null,
        detailed ? projectors(repo.weights()) : null,
        null);
  }

  private @Nullable String friendlyPath() {
    return locals.stream()
        .filter(one -> one.source() == Source.FRIENDLY_VIEW)
        .findFirst()
        .map(one -> one.folder().toString())
        .orElse(null);
  }

  private List<LibraryEntry.Location> locations(String first) {
    var all = new ArrayList<LibraryEntry.Location>();
    for (LocalRepo one : locals) {
      all.add(
          new LibraryEntry.Location(
              one.source().text(), one.folder().toString(), one.size(), one.files()));
    }
    ScannedRepo repo = cached;
    if (repo != null) {
      all.add(
          new LibraryEntry.Location(
              Source.HF_CACHE.text(), repo.folder().toString(), repo.size(), repo.files()));
    }
    all.sort((a, b) -> Boolean.compare(b.path().equals(first), a.path().equals(first)));
    return all;
  }

  private static List<LibraryEntry.Revision> revisions(ScannedRepo repo) {
    return repo.snapshots().stream()
        .map(one ->
            new LibraryEntry.Revision(
                one.commit(),
                refs(repo, one.commit()),
                one.files(),
                one.size(),
                Sizes.human(one.size()),
                one.lastModified().toString(),
                one.status().text(),
                one.missing()))
        .toList();
  }

  private static List<String> refs(ScannedRepo repo, String commit) {
    return repo.refs().entrySet().stream()
        .filter(entry -> Objects.equals(entry.getValue(), commit))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private static List<String> projectors(List<String> weights) {
    return weights.stream().filter(QuantLabels::isProjector).toList();
  }

  private static boolean hasProjector(List<String> weights) {
    return weights.stream().anyMatch(QuantLabels::isProjector);
  }

  private static List<String> capabilities(List<String> weights) {
    return hasProjector(weights) ? List.of("vision") : List.of();
  }
}

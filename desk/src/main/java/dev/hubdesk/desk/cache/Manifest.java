package dev.hubdesk.desk.cache;

import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `hfd.yaml` in the folder of a repository: what the Desk has brought of one commit, and how it
/// was chosen. Later downloads of the same commit are added; another commit begins anew.
///
/// @param type `model` or `dataset`
/// @param branch the revision that was asked for
/// @param filters what was chosen, of all downloads together
/// @param filtered whether no download was of everything
/// @param totalFiles and `totalSize` count all files, `files` is empty when there are more than
///   [#MAX_FILES]
public record Manifest(
    String type,
    String repo,
    String branch,
    String commit,
    Instant startedAt,
    Instant completedAt,
    List<String> filters,
    List<String> excludes,
    boolean filtered,
    long totalSize,
    long totalFiles,
    List<Entry> files) {

  /// The name of the file.
  public static final String NAME = "hfd.yaml";

  /// The most files that are listed one by one.
  public static final int MAX_FILES = 20_000;

  private static final Logger LOG = LoggerFactory.getLogger(Manifest.class);

  /// Jobs of one repository may end together.
  private static final Object ADDING = new Object();

  /// One file.
  ///
  /// @param name its path in the repository
  /// @param blob its name among the blobs
  public record Entry(String name, String blob, long size, boolean lfs) {}

  public Manifest {
    filters = List.copyOf(filters);
    excludes = List.copyOf(excludes);
    files = files.size() > MAX_FILES ? List.of() : List.copyOf(files);
  }

  /// What one download has brought.
  public static Manifest of(
      RepoId repo,
      String revision,
      Oid commit,
      Instant startedAt,
      Instant completedAt,
      List<String> filters,
      List<String> excludes,
      long totalFiles,
      long totalSize,
      List<Entry> files) {
    return new Manifest(
        repo.type().singular(),
        repo.path(),
        revision,
        commit.hex(),
        startedAt,
        completedAt,
        filters,
        excludes,
        !filters.isEmpty() || !excludes.isEmpty(),
        totalSize,
        totalFiles,
        files);
  }

  /// Whether it tells every file that was brought.
  public boolean isWhole() {
    return files.size() == totalFiles;
  }

  /// The manifest of a repository; empty where there is none that can be read.
  public static Optional<Manifest> read(Path repository) {
    Path file = repository.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(ManifestYaml.read(file));
    } catch (IOException e) {
      LOG.warn("{} is ignored: {}", file, e.getMessage());
      return Optional.empty();
    }
  }

  /// Adds this to what the folder's manifest tells.
  public void addTo(Path repository) throws IOException {
    synchronized (ADDING) {
      Manifest merged = read(repository).map(this::after).orElse(this);
      AtomicText.write(repository.resolve(NAME), ManifestYaml.text(merged));
    }
  }

  private Manifest after(Manifest earlier) {
    if (!earlier.commit.equals(commit) || !earlier.isWhole() || !isWhole()) {
      return this;
    }
    Map<String, Entry> all = new LinkedHashMap<>();
    earlier.files.forEach(file -> all.put(file.name(), file));
    files.forEach(file -> all.put(file.name(), file));
    return new Manifest(
        type,
        repo,
        branch,
        commit,
        earlier.startedAt,
        completedAt,
        union(earlier.filters, filters),
        union(earlier.excludes, excludes),
        earlier.filtered && filtered,
        all.values().stream().mapToLong(Entry::size).sum(),
        all.size(),
        List.copyOf(all.values()));
  }

  private static List<String> union(List<String> first, List<String> second) {
    var all = new LinkedHashSet<>(first);
    all.addAll(second);
    return new ArrayList<>(all);
  }
}

package dev.hubdesk.desk.cache.scan;

import dev.hubdesk.protocol.RepoType;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One repository in a cache root, counted as `huggingface_hub` counts it.
///
/// @param id `owner/name`, or `gpt2` for one of the few without an owner
/// @param refs what each revision stood for when it was last downloaded, by name
/// @param snapshots by commit
/// @param files different contents that snapshots show
/// @param size bytes of these
public record ScannedRepo(
    Path folder,
    RepoType type,
    String id,
    Map<String, String> refs,
    List<ScannedSnapshot> snapshots,
    int files,
    long size,
    Instant lastModified) {

  public ScannedRepo {
    refs = Map.copyOf(refs);
    snapshots = List.copyOf(snapshots);
  }

  /// The part before the slash, empty where there is none.
  public String owner() {
    return id.contains("/") ? id.substring(0, id.indexOf('/')) : "";
  }

  /// The part after the slash.
  public String name() {
    return id.substring(id.indexOf('/') + 1);
  }

  /// Entries of all snapshots that lead nowhere.
  public int missing() {
    return snapshots.stream().mapToInt(ScannedSnapshot::missing).sum();
  }

  /// The snapshot of one commit.
  public Optional<ScannedSnapshot> snapshot(String commit) {
    return snapshots.stream().filter(one -> one.commit().equals(commit)).findFirst();
  }

  /// The ref that people mean when they say nothing: `main`, else `master`, else the only one.
  public Optional<String> usualRef() {
    for (String name : new String[] {"main", "master"}) {
      if (refs.containsKey(name)) {
        return Optional.of(name);
      }
    }
    return refs.size() == 1 ? refs.keySet().stream().findFirst() : Optional.empty();
  }

  /// The snapshot of [#usualRef()], else the youngest.
  public Optional<ScannedSnapshot> usualSnapshot() {
    return usualRef()
        .map(refs::get)
        .flatMap(this::snapshot)
        .or(() -> snapshots.stream().max(Comparator.comparing(ScannedSnapshot::lastModified)));
  }
}

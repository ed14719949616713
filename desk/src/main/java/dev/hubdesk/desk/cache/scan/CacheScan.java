package dev.hubdesk.desk.cache.scan;

import dev.hubdesk.desk.FaultWords;
import dev.hubdesk.desk.cache.FolderName;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Reads cache roots, counting as `huggingface_hub` does.
///
/// What was read of a repository is remembered, and told again only after every folder it was read
/// from has been found unchanged: other programs write to a cache at any time.
public final class CacheScan {

  /// The most repositories that are remembered.
  static final int MAX_REMEMBERED = 100_000;

  private final Map<Path, RepoScan.Result> remembered = new ConcurrentHashMap<>();

  /// All repositories of a root. One that cannot be read is a warning.
  ///
  /// @throws IOException when the root itself cannot be read; one that is not there is empty
  public CacheListing list(Path root) throws IOException {
    var repos = new ArrayList<ScannedRepo>();
    var warnings = new ArrayList<String>();
    var seen = new HashSet<Path>();
    for (Path folder : folders(root)) {
      FolderName.parse(folder.getFileName().toString())
          .ifPresent(name -> {
            seen.add(folder);
            scan(folder, name, warnings).ifPresent(repos::add);
          });
    }
    forget(root, seen);
    repos.sort(Comparator.comparing(ScannedRepo::type).thenComparing(ScannedRepo::id));
    return new CacheListing(repos, warnings);
  }

  /// One repository; empty where no snapshot of it is there.
  ///
  /// @throws IOException when it is there and cannot be read
  public Optional<ScannedRepo> find(Path root, RepoId id) throws IOException {
    return find(root, id.type(), id.path());
  }

  /// As [#find(Path, RepoId)], also for the few that have no owner.
  ///
  /// @param id `owner/name` or a name alone
  public Optional<ScannedRepo> find(Path root, RepoType type, String id) throws IOException {
    var name = new FolderName(type, id);
    Path folder = root.resolve(name.text());
    return Files.isDirectory(folder) || !Files.notExists(folder)
        ? Optional.ofNullable(result(folder, name).repo())
        : Optional.empty();
  }

  private Optional<ScannedRepo> scan(Path folder, FolderName name, List<String> warnings) {
    try {
      Optional<ScannedRepo> repo = Optional.ofNullable(result(folder, name).repo());
      repo.filter(one -> one.missing() > 0)
          .ifPresent(
              one -> warnings.add(folder + ": " + one.missing() + " entries lead to no content"));
      return repo;
    } catch (IOException e) {
      warnings.add(folder + " cannot be read: " + FaultWords.reason(e));
      return Optional.empty();
    }
  }

  private RepoScan.Result result(Path folder, FolderName name) throws IOException {
    RepoScan.Result known = remembered.get(folder);
    if (known != null && known.watch().holds()) {
      return known;
    }
    RepoScan.Result fresh = new RepoScan(folder, name).run();
    if (remembered.size() < MAX_REMEMBERED) {
      remembered.put(folder, fresh);
    } else {
      remembered.remove(folder);
    }
    return fresh;
  }

  private void forget(Path root, Set<Path> seen) {
    remembered
        .keySet()
        .removeIf(folder -> root.equals(folder.getParent()) && !seen.contains(folder));
  }

  private static List<Path> folders(Path root) throws IOException {
    var folders = new ArrayList<Path>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
      for (Path entry : entries) {
        if (!entry.getFileName().toString().startsWith(".")) {
          folders.add(entry);
        }
      }
    } catch (NoSuchFileException _) {
      // Nothing was downloaded yet.
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return folders;
  }
}

package dev.hubdesk.desk.cache.scan;

import dev.hubdesk.desk.cache.CachedRepo;
import dev.hubdesk.desk.cache.FolderName;
import dev.hubdesk.desk.cache.Leftovers;
import dev.hubdesk.desk.cache.Manifest;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads the folder of one repository.
final class RepoScan {

  private static final int MAX_REF_DEPTH = 32;
  private static final Set<String> IGNORED = Set.of(".DS_Store");

  private final Path folder;
  private final FolderName name;
  private final Watch watch = new Watch();

  RepoScan(Path folder, FolderName name) {
    this.folder = folder;
    this.name = name;
  }

  /// A result and how to tell whether it still holds.
  ///
  /// @param repo null where no snapshot shows a file
  record Result(@Nullable ScannedRepo repo, Watch watch) {}

  Result run() throws IOException {
    for (String part : new String[] {"", "blobs", "snapshots", "refs", "trees"}) {
      watch.add(part.isEmpty() ? folder : folder.resolve(part));
    }
    Path snapshots = folder.resolve("snapshots");
    if (!Files.isDirectory(snapshots)) {
      return new Result(null, watch);
    }
    var blobs = new BlobSizes(folder, watch);
    Manifest manifest = Manifest.read(folder).orElse(null);
    var scanned = new ArrayList<ScannedSnapshot>();
    for (Path snapshot : folders(snapshots)) {
      scanned.add(new SnapshotScan(folder, snapshot).run(blobs, watch, manifest));
    }
    if (scanned.stream().allMatch(snapshot -> snapshot.files() == 0)) {
      return new Result(null, watch);
    }
    scanned.sort(Comparator.comparing(ScannedSnapshot::commit));
    return new Result(
        new ScannedRepo(
            folder,
            name.type(),
            name.repo(),
            refs(),
            scanned,
            blobs.count(),
            blobs.size(),
            modified(blobs.modified())),
        watch);
  }

  private Instant modified(long youngest) throws IOException {
    return youngest == 0
        ? Files.getLastModifiedTime(folder).toInstant()
        : Instant.ofEpochMilli(youngest);
  }

  private static List<Path> folders(Path parent) throws IOException {
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(parent, one -> !isIgnored(one) && Files.isDirectory(one))) {
      var folders = new ArrayList<Path>();
      entries.forEach(folders::add);
      return folders;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private Map<String, String> refs() throws IOException {
    var refs = new TreeMap<String, String>();
    Path top = folder.resolve("refs");
    if (Files.isDirectory(top)) {
      readRefs(top, "", 1, refs);
    }
    return refs;
  }

  private void readRefs(Path parent, String prefix, int depth, Map<String, String> refs)
      throws IOException {
    watch.add(parent);
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent)) {
      for (Path entry : entries) {
        String ref = prefix + entry.getFileName();
        if (Files.isDirectory(entry)) {
          if (depth < MAX_REF_DEPTH) {
            readRefs(entry, ref + "/", depth + 1, refs);
          }
        } else if (!Leftovers.isHalfWrittenRef(entry.getFileName().toString())) {
          readRef(entry, ref, refs);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  /// A client rewrites a ref in its place, which its folder does not tell.
  private void readRef(Path file, String ref, Map<String, String> refs) throws IOException {
    watch.add(file);
    try {
      if (Files.size(file) <= CachedRepo.MAX_REF_BYTES) {
        refs.put(ref, Files.readString(file).strip());
      }
    } catch (NoSuchFileException _) {
      // Gone since it was listed.
    }
  }

  private static boolean isIgnored(Path path) {
    return IGNORED.contains(path.getFileName().toString());
  }
}

package dev.hubdesk.desk.library;

import dev.hubdesk.desk.cache.scan.CachedFile;
import dev.hubdesk.desk.cache.scan.LocalRepo;
import dev.hubdesk.desk.cache.scan.LocalRoots;
import dev.hubdesk.desk.cache.scan.ScannedRepo;
import dev.hubdesk.desk.cache.scan.ScannedSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The files of one entry, for its details.
final class CachedFiles {

  /// The most files that are told; how many there are stands beside them.
  static final int MAX_TOLD = 10_000;

  private static final int SHA256_DIGITS = 64;

  private CachedFiles() {}

  /// Those of the commit that the usual ref stands for.
  static List<LibraryEntry.FileEntry> of(ScannedRepo repo) throws IOException {
    Optional<ScannedSnapshot> usual = repo.usualSnapshot();
    if (usual.isEmpty()) {
      return List.of();
    }
    var files = new ArrayList<LibraryEntry.FileEntry>();
    CachedFile.visit(repo.folder(), usual.get().commit(), file -> files.add(entry(file)));
    return told(files);
  }

  static List<LibraryEntry.FileEntry> of(LocalRoots roots, LocalRepo repo) throws IOException {
    var files = new ArrayList<LibraryEntry.FileEntry>();
    roots.files(
        repo, file -> files.add(LibraryEntry.FileEntry.of(file.path(), file.size(), null, false)));
    return told(files);
  }

  private static LibraryEntry.FileEntry entry(CachedFile file) {
    String etag = file.etag();
    Boolean large = etag == null ? null : etag.length() == SHA256_DIGITS;
    return LibraryEntry.FileEntry.of(file.path(), file.size(), large, !file.present());
  }

  private static List<LibraryEntry.FileEntry> told(List<LibraryEntry.FileEntry> files) {
    return files.stream()
        .sorted(Comparator.comparing(LibraryEntry.FileEntry::name))
        .limit(MAX_TOLD)
        .toList();
  }
}

package dev.hubdesk.desk.library;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hubdesk.desk.Sizes;
import dev.hubdesk.desk.cache.Manifest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A repository on this machine, as the API tells it. Lists are never null; what is only in the
/// details is absent from the list.
///
/// @param path the folder of its files; in the cache, that of blobs, refs and snapshots
/// @param friendlyPath its folder in the friendly view
/// @param size bytes, each content once
/// @param commit the first seven digits of what the usual ref stands for
/// @param downloaded the day
/// @param downloadStatus `complete`, `filtered` or `unknown`
/// @param snapshots commits
/// @param missingFiles entries whose content is not there
/// @param locations every place where it stands, this one first
@JsonInclude(JsonInclude.Include.NON_NULL)
record LibraryEntry(
    String repo,
    String owner,
    String name,
    String type,
    String path,
    @Nullable String friendlyPath,
    long size,
    String sizeHuman,
    int fileCount,
    @Nullable String branch,
    @Nullable String commit,
    @Nullable String downloaded,
    String downloadStatus,
    List<String> snapshots,
    String source,
    List<String> quantizations,
    boolean hasMMProj,
    List<String> capabilities,
    int missingFiles,
    List<Location> locations,
    @Nullable List<Revision> revisions,
    @Nullable List<FileEntry> files,
    @Nullable List<String> mmprojFiles,
    @Nullable ManifestView manifest) {

  /// One place where a repository stands.
  record Location(String source, String path, long size, int fileCount) {}

  /// One commit in the cache.
  ///
  /// @param refs what stands for it
  record Revision(
      String commit,
      List<String> refs,
      int fileCount,
      long size,
      String sizeHuman,
      String lastModified,
      String downloadStatus,
      int missingFiles) {}

  /// One file.
  ///
  /// @param isLfs whether the Hub keeps it outside git; null where nothing here says so
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record FileEntry(
      String name, long size, String sizeHuman, @Nullable Boolean isLfs, boolean missing) {

    static FileEntry of(String name, long size, @Nullable Boolean isLfs, boolean missing) {
      return new FileEntry(name, size, Sizes.human(size), isLfs, missing);
    }
  }

  /// What is recorded of downloads.
  ///
  /// @param downloaded `yyyy-MM-dd HH:mm` in UTC
  record ManifestView(
      String branch,
      String commit,
      String downloaded,
      long totalSize,
      long totalFiles,
      boolean isFiltered,
      List<String> filters,
      List<String> excludes) {

    static ManifestView of(Manifest manifest) {
      String moment = manifest.completedAt().toString();
      return new ManifestView(
          manifest.branch(),
          manifest.commit(),
          moment.substring(0, 10) + " " + moment.substring(11, 16),
          manifest.totalSize(),
          manifest.totalFiles(),
          manifest.filtered(),
          manifest.filters(),
          manifest.excludes());
    }
  }
}

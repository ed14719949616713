package dev.hubdesk.desk.analyze;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.hubdesk.desk.Sizes;
import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.TreeEntry;
import org.jspecify.annotations.Nullable;

/// A file as the analysis tells it.
///
/// @param size bytes of the file itself, never of its LFS pointer
/// @param sha256 of LFS files only
/// @param directory `.` for the root
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FileInfo(
    String path,
    String name,
    long size,
    String sizeHuman,
    @JsonProperty("is_lfs") boolean lfs,
    @Nullable String sha256,
    String directory) {

  /// The file of a listing.
  public static FileInfo of(TreeEntry.File file) {
    return of(file, file.size());
  }

  /// The first file of a group, with the group's size.
  public static FileInfo of(TreeEntry.File file, long size) {
    RepoPath path = file.path();
    LfsPointer pointer = file.lfs();
    return new FileInfo(
        path.text(),
        path.name(),
        size,
        Sizes.human(size),
        pointer != null,
        pointer == null ? null : pointer.oid().hex(),
        path.parent().isRoot() ? "." : path.parent().text());
  }
}

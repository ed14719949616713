package dev.hubdesk.desk.selection;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hubdesk.protocol.RepoPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A file of a group, as it is told and as it is confirmed.
///
/// @param path below the location
/// @param versions the commits that show it, sorted; none in a folder of plain files
/// @param size bytes, of all versions together, shared ones once
/// @param linkOnly whether the entry is a link whose target stays
/// @param message what is odd about it
@JsonInclude(JsonInclude.Include.NON_NULL)
record Member(
    String path, List<String> versions, long size, boolean linkOnly, @Nullable String message) {

  Member {
    versions = versions.stream().sorted().toList();
  }

  RepoPath repoPath() {
    return new RepoPath(path);
  }

  /// What has to be the same for a confirmation to hold.
  Member bare() {
    return new Member(path, versions, size, linkOnly, null);
  }
}

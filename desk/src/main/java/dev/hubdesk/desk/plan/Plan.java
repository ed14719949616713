package dev.hubdesk.desk.plan;

import dev.hubdesk.desk.endpoints.Located;
import dev.hubdesk.protocol.TreeEntry;
import java.util.List;

/// The files that a request means, at the commit that its revision stands for now.
///
/// @param all every file of that commit
public record Plan(Located located, List<TreeEntry.File> files, List<TreeEntry.File> all) {

  public Plan {
    files = List.copyOf(files);
    all = List.copyOf(all);
  }

  /// Bytes of all files.
  public long size() {
    return files.stream().mapToLong(TreeEntry.File::size).sum();
  }
}

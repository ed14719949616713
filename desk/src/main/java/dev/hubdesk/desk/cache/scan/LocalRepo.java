package dev.hubdesk.desk.cache.scan;

import dev.hubdesk.protocol.RepoId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// A repository that stands in a folder of plain files.
///
/// @param root the root that owns it
/// @param folder where its files are, links resolved
/// @param size bytes, of links what they lead to
/// @param weights the paths of its GGUF files below `folder`, sorted
public record LocalRepo(
    LocalRoot root,
    RepoId id,
    Path folder,
    int files,
    long size,
    Instant lastModified,
    List<String> weights) {

  public LocalRepo {
    weights = List.copyOf(weights);
  }

  /// Where it was found.
  public LocalRoot.Source source() {
    return root.source();
  }
}

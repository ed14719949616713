package dev.hubdesk.desk.cache.scan;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One file of a snapshot.
///
/// @param path from the commit's folder, parts joined by `/`
/// @param etag the name of the blob that it leads to; null for a file that stands there itself
/// @param present whether there is any content
public record CachedFile(String path, long size, @Nullable String etag, boolean present) {

  private static final String BLOBS = "/blobs/";

  /// Tells the files of a snapshot, in no order.
  ///
  /// @param repository the folder of the repository
  /// @throws IOException when there is no such snapshot or it cannot be read whole
  public static void visit(Path repository, String commit, Consumer<CachedFile> files)
      throws IOException {
    var watch = new Watch();
    new SnapshotFiles(
            new BlobSizes(repository, watch),
            watch,
            (path, content, target) ->
                files.accept(new CachedFile(path, content.size(), etag(target), content.present())))
        .walk(repository.resolve("snapshots").resolve(commit));
  }

  private static @Nullable String etag(@Nullable String target) {
    if (target == null) {
      return null;
    }
    int blobs = target.lastIndexOf(BLOBS);
    if (blobs < 0) {
      return null;
    }
    String name = target.substring(blobs + BLOBS.length());
    // Whoever deletes a blob by its name must not be led out of the folder.
    boolean one =
        !name.isEmpty() && name.indexOf('/') < 0 && !name.equals(".") && !name.equals("..");
    return one ? name : null;
  }
}

package dev.hubdesk.git;

import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoPath;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/// Finds the LFS files that one tree has and another has not.
final class ChangedLfs {

  private static final int BATCH = 1_000;

  private final View view;
  private final Map<RepoPath, Oid> waiting = new LinkedHashMap<>();
  private final Map<RepoPath, LfsPointer> found = new LinkedHashMap<>();

  ChangedLfs(View view) {
    this.view = view;
  }

  Map<RepoPath, LfsPointer> between(@Nullable ObjectId before, ObjectId after) throws IOException {
    walk("", before, after);
    ask();
    return found;
  }

  private void walk(String directory, @Nullable ObjectId before, ObjectId after)
      throws IOException {
    TreeTable old = before == null ? TreeTable.EMPTY : view.trees().load(before);
    for (Map.Entry<String, TreeDifferences.Pair> difference :
        TreeDifferences.between(old, view.trees().load(after)).entrySet()) {
      TreeItem was = difference.getValue().before();
      TreeItem is = difference.getValue().after();
      String path =
          directory.isEmpty() ? difference.getKey() : directory + "/" + difference.getKey();
      if (is != null && is.isDirectory()) {
        walk(path, was != null && was.isDirectory() ? was.id() : null, is.id());
      } else if (is != null && is.isRegular()) {
        file(path, is.id());
      }
    }
  }

  private void file(String path, ObjectId blob) throws IOException {
    if (view.objects().getObjectSize(blob, Constants.OBJ_BLOB) <= LfsPointer.MAX_BYTES) {
      RepoPath.find(path).ifPresent(known -> waiting.put(known, Ids.of(blob)));
      if (waiting.size() == BATCH) {
        ask();
      }
    }
  }

  private void ask() {
    if (waiting.isEmpty()) {
      return;
    }
    Map<Oid, LfsPointer> pointers = new HashMap<>(view.ledger().pointers(waiting.values()));
    waiting.forEach((path, blob) -> {
      LfsPointer pointer = pointers.get(blob);
      if (pointer != null) {
        found.put(path, pointer);
      }
    });
    waiting.clear();
  }
}

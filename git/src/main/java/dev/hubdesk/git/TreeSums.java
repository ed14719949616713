package dev.hubdesk.git;

import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Oid;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/// Adds up the sizes of all files below trees, each tree once, trusting no fact.
final class TreeSums {

  private final View view;
  private final Map<Oid, LfsPointer> pointers;
  private final Map<Oid, Long> sums = new HashMap<>();

  /// @param pointers all of them
  TreeSums(View view, Map<Oid, LfsPointer> pointers) {
    this.view = view;
    this.pointers = pointers;
  }

  long of(ObjectId tree) throws IOException {
    Long known = sums.get(Ids.of(tree));
    if (known != null) {
      return known;
    }
    long sum = 0;
    TreeTable table = view.trees().load(tree);
    for (int i = 0; i < table.size(); i++) {
      TreeItem item = table.item(i);
      sum += item.isDirectory() ? of(item.id()) : size(item);
    }
    sums.put(Ids.of(tree), sum);
    return sum;
  }

  private long size(TreeItem item) throws IOException {
    if (item.isGitlink()) {
      return 0;
    }
    LfsPointer pointer = item.isRegular() ? pointers.get(Ids.of(item.id())) : null;
    return pointer != null
        ? pointer.size()
        : view.objects().getObjectSize(item.id(), Constants.OBJ_BLOB);
  }

  Map<Oid, Long> all() {
    return sums;
  }
}

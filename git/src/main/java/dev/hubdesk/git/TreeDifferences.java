package dev.hubdesk.git;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The names under which two trees differ. Costs one pass over both, and names are only decoded
/// where something differs.
final class TreeDifferences {

  private TreeDifferences() {}

  /// What stands under one name.
  ///
  /// @param before null when the name is new
  /// @param after null when the name is gone
  record Pair(@Nullable TreeItem before, @Nullable TreeItem after) {}

  /// In git's order, but for a name that changes between file and directory.
  static Map<String, Pair> between(TreeTable before, TreeTable after) {
    Map<String, Pair> found = new LinkedHashMap<>();
    int a = 0;
    int b = 0;
    while (a < before.size() || b < after.size()) {
      int order =
          a == before.size() ? 1 : b == after.size() ? -1 : before.compareNames(a, after, b);
      if (order < 0) {
        merge(found, before.name(a), before.item(a), null);
        a++;
      } else if (order > 0) {
        merge(found, after.name(b), null, after.item(b));
        b++;
      } else {
        if (!before.sameItem(a, after, b)) {
          merge(found, after.name(b), before.item(a), after.item(b));
        }
        a++;
        b++;
      }
    }
    return found;
  }

  /// A file and a directory of one name stand in different places of the order.
  private static void merge(
      Map<String, Pair> found, String name, @Nullable TreeItem before, @Nullable TreeItem after) {
    Pair known = found.get(name);
    found.put(
        name,
        known == null
            ? new Pair(before, after)
            : new Pair(
                before == null ? known.before() : before, after == null ? known.after() : after));
  }
}

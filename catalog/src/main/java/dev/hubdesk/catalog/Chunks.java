package dev.hubdesk.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Cuts what goes into one statement: databases bound its parameters.
final class Chunks {

  /// Values in one `IN` list. A fixed few hundred keeps statements preparable and is far below both
  /// databases' limits (32,766 and 65,535 parameters).
  static final int LIST = 500;

  /// Rows in one batch.
  static final int BATCH = 1000;

  private Chunks() {}

  static <T> List<List<T>> of(Collection<T> values, int size) {
    List<T> all = List.copyOf(values);
    var chunks = new ArrayList<List<T>>();
    for (int from = 0; from < all.size(); from += size) {
      chunks.add(all.subList(from, Math.min(from + size, all.size())));
    }
    return chunks;
  }
}

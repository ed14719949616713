package dev.hubdesk.git;

import dev.hubdesk.protocol.LfsPointer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/// What listings have found out about the items of one tree: sizes, and which are LFS files. Each
/// item is looked up once; whoever does it twice at the same time writes the same.
final class ItemFacts {

  /// Bytes for one item, about: a size for all, a pointer for some.
  static final int ITEM_BYTES = 32;

  /// For each item its size plus one, or zero while it is not known.
  private final AtomicLongArray sizes;

  private final Map<Integer, LfsPointer> pointers = new ConcurrentHashMap<>();

  ItemFacts(int items) {
    this.sizes = new AtomicLongArray(items);
  }

  boolean knows(int index) {
    return sizes.get(index) != 0;
  }

  /// @param pointer null when the item is no LFS file
  void know(int index, long size, @Nullable LfsPointer pointer) {
    if (pointer != null) {
      pointers.put(index, pointer);
    }
    sizes.set(index, size + 1);
  }

  long size(int index) {
    return sizes.get(index) - 1;
  }

  @Nullable LfsPointer pointer(int index) {
    return pointers.get(index);
  }
}

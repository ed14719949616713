package dev.hubdesk.git;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/// The raw bytes of one git tree with the offsets of its entries: an entry is found by bisection
/// and a changed tree is made by copying the stretches between the changes.
///
/// Entries stand in git's order: by the bytes of the name, a directory as if its name ended in `/`.
final class TreeTable {

  static final TreeTable EMPTY = new TreeTable(new byte[0]);

  private final byte[] raw;
  private final int[] starts;
  private final int size;
  private volatile @Nullable ItemFacts facts;

  TreeTable(byte[] raw) {
    this.raw = raw;
    int[] found = new int[Math.max(4, raw.length / 32)];
    int count = 0;
    for (int at = 0; at < raw.length; count++) {
      if (count == found.length) {
        found = Arrays.copyOf(found, count * 2);
      }
      found[count] = at;
      at = nameEnd(at) + 1 + Constants.OBJECT_ID_LENGTH;
    }
    this.starts = found;
    this.size = count;
  }

  int size() {
    return size;
  }

  /// What is known about the items beyond what stands here; kept as long as the table.
  ItemFacts facts() {
    ItemFacts known = facts;
    if (known == null) {
      synchronized (this) {
        known = facts;
        if (known == null) {
          known = new ItemFacts(size);
          facts = known;
        }
      }
    }
    return known;
  }

  /// Bytes of memory that the table takes, with facts about each item.
  int footprint() {
    long bytes =
        raw.length + (long) Integer.BYTES * starts.length + (long) ItemFacts.ITEM_BYTES * size;
    return (int) Math.min(bytes, Integer.MAX_VALUE);
  }

  byte[] raw() {
    return raw;
  }

  String name(int index) {
    int start = nameStart(starts[index]);
    return new String(raw, start, nameEnd(starts[index]) - start, StandardCharsets.UTF_8);
  }

  TreeItem item(int index) {
    int at = starts[index];
    return new TreeItem(mode(at), ObjectId.fromRaw(raw, nameEnd(at) + 1));
  }

  /// Compares the place in git's order of two entries.
  int compareNames(int index, TreeTable other, int otherIndex) {
    int a = starts[index];
    int b = other.starts[otherIndex];
    return TreeOrder.compare(
        raw,
        nameStart(a),
        nameEnd(a),
        mode(a) == TreeItem.DIRECTORY,
        other.raw,
        other.nameStart(b),
        other.nameEnd(b),
        other.mode(b) == TreeItem.DIRECTORY);
  }

  /// Whether two entries have the same bytes: mode, name and id.
  boolean sameItem(int index, TreeTable other, int otherIndex) {
    return Arrays.equals(
        raw,
        offset(index),
        offset(index + 1),
        other.raw,
        other.offset(otherIndex),
        other.offset(otherIndex + 1));
  }

  /// What stands under a name, be it a file or a directory.
  @Nullable TreeItem find(String name) {
    int index = indexOf(name);
    return index < 0 ? null : item(index);
  }

  /// The index of the item under a name, be it a file or a directory; negative when there is none.
  int indexOf(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    int index = search(bytes, false);
    return index < 0 ? search(bytes, true) : index;
  }

  /// As [#indexOf(String)], for names that are asked in order: first looks where the answer is
  /// expected.
  int indexOf(String name, int expected) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    for (int i = expected; i < Math.min(expected + 2, size); i++) {
      int at = starts[i];
      if (Arrays.equals(raw, nameStart(at), nameEnd(at), bytes, 0, bytes.length)) {
        return i;
      }
    }
    return indexOf(name);
  }

  /// Where the entries that follow a name begin, and, when the name itself is there, its own index.
  Position seek(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    int file = search(bytes, false);
    if (file >= 0) {
      return new Position(file, file + 1);
    }
    int directory = search(bytes, true);
    return directory >= 0
        ? new Position(directory, directory + 1)
        : new Position(-1, -directory - 1);
  }

  /// @param index of the entry, -1 when there is none
  /// @param next index of the entry that follows in order
  record Position(int index, int next) {}

  /// The bytes of this tree after some names got another item, or none.
  byte[] rewrite(Map<String, @Nullable TreeItem> changes) {
    var gone = new TreeSet<Integer>();
    var inserts = new ArrayList<Insert>();
    changes.forEach((name, item) -> {
      byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
      for (boolean directory : new boolean[] {false, true}) {
        int index = search(bytes, directory);
        if (index >= 0) {
          gone.add(index);
        }
      }
      if (item != null) {
        inserts.add(new Insert(bytes, item));
      }
    });
    inserts.sort((a, b) ->
        TreeOrder.compare(
            a.name, 0, a.name.length, a.isDirectory(), b.name, 0, b.name.length, b.isDirectory()));
    return merge(gone, inserts);
  }

  private byte[] merge(NavigableSet<Integer> gone, List<Insert> inserts) {
    var out = new ByteArrayOutputStream(raw.length + 64 * inserts.size());
    int from = 0;
    for (Insert insert : inserts) {
      int found = search(insert.name, insert.isDirectory());
      int at = found >= 0 ? found : -found - 1;
      copy(from, at, gone, out);
      insert.write(out);
      from = at;
    }
    copy(from, size, gone, out);
    return out.toByteArray();
  }

  private void copy(int from, int to, NavigableSet<Integer> gone, ByteArrayOutputStream out) {
    int at = from;
    while (at < to) {
      Integer next = gone.ceiling(at);
      int stop = next == null || next > to ? to : next;
      out.write(raw, offset(at), offset(stop) - offset(at));
      at = stop + 1;
      if (stop == to) {
        return;
      }
    }
  }

  private int offset(int index) {
    return index == size ? raw.length : starts[index];
  }

  /// The index of an entry, or `-(insertion point) - 1`.
  private int search(byte[] name, boolean directory) {
    int low = 0;
    int high = size - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int at = starts[middle];
      int order =
          TreeOrder.compare(
              raw,
              nameStart(at),
              nameEnd(at),
              mode(at) == TreeItem.DIRECTORY,
              name,
              0,
              name.length,
              directory);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }

  private int mode(int at) {
    int mode = 0;
    for (int i = at; raw[i] != ' '; i++) {
      mode = (mode << 3) + (raw[i] - '0');
    }
    return mode;
  }

  private int nameStart(int at) {
    int i = at;
    while (raw[i] != ' ') {
      i++;
    }
    return i + 1;
  }

  private int nameEnd(int at) {
    int i = nameStart(at);
    while (raw[i] != 0) {
      i++;
    }
    return i;
  }

  private static final class Insert {

    private final byte[] name;
    private final TreeItem item;

    Insert(byte[] name, TreeItem item) {
      this.name = name;
      this.item = item;
    }

    boolean isDirectory() {
      return item.isDirectory();
    }

    void write(ByteArrayOutputStream out) {
      out.writeBytes(Integer.toOctalString(item.mode()).getBytes(StandardCharsets.US_ASCII));
      out.write(' ');
      out.writeBytes(name);
      out.write(0);
      byte[] id = new byte[Constants.OBJECT_ID_LENGTH];
      item.id().copyRawTo(id, 0);
      out.writeBytes(id);
    }
  }
}

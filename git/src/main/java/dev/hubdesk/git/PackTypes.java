package dev.hubdesk.git;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.eclipse.jgit.internal.storage.dfs.DfsPackFile;
import org.eclipse.jgit.internal.storage.dfs.DfsReader;
import org.eclipse.jgit.internal.storage.dfs.ReadableChannel;
import org.eclipse.jgit.internal.storage.file.PackIndex;
import org.eclipse.jgit.internal.storage.pack.PackExt;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/// The types of all objects of a pack, from their headers alone, in one pass over the file.
///
/// Asking JGit for an object's type makes it inflate the whole chain of deltas below it: putting
/// packs of large trees together allocated gigabytes for nothing else.
final class PackTypes implements AutoCloseable {

  private static final int BUFFER = 64 << 10;
  private static final int MORE = 0x80;
  private static final int LOW = 0x7f;

  private final DfsReader reader;
  private final ReadableChannel file;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
  private final List<Entry> entries = new ArrayList<>();
  private final long[] offsets;
  private final byte[] types;
  private long bufferAt;
  private long at;

  private record Entry(ObjectId id, long offset) {}

  /// What is done with each object.
  interface Visitor {
    void visit(ObjectId id, int type) throws IOException;
  }

  PackTypes(StoredPacks packs, DfsPackFile pack, DfsReader reader) throws IOException {
    this.reader = reader;
    for (PackIndex.MutableEntry entry : pack.getPackIndex(reader)) {
      entries.add(new Entry(entry.toObjectId(), entry.getOffset()));
    }
    entries.sort(Comparator.comparingLong(Entry::offset));
    this.offsets = entries.stream().mapToLong(Entry::offset).toArray();
    this.types = new byte[offsets.length];
    this.file = packs.openFile(pack.getPackDescription(), PackExt.PACK);
    buffer.limit(0);
  }

  /// In the order of the pack, in which a delta's base by offset comes before the delta.
  void visit(Visitor visitor) throws IOException {
    for (int i = 0; i < offsets.length; i++) {
      ObjectId id = entries.get(i).id();
      int type = type(offsets[i], id);
      types[i] = (byte) type;
      visitor.visit(id, type);
    }
  }

  private int type(long offset, ObjectId id) throws IOException {
    at = offset;
    int c = next();
    int type = (c >> 4) & 7;
    while ((c & MORE) != 0) {
      c = next();
    }
    return switch (type) {
      case Constants.OBJ_OFS_DELTA -> typeAt(offset - distance());
      case Constants.OBJ_REF_DELTA -> reader.open(id).getType();
      default -> type;
    };
  }

  private long distance() throws IOException {
    int c = next();
    long distance = c & LOW;
    while ((c & MORE) != 0) {
      c = next();
      distance = ((distance + 1) << 7) + (c & LOW);
    }
    return distance;
  }

  private int typeAt(long offset) throws IOException {
    int index = Arrays.binarySearch(offsets, offset);
    if (index < 0 || types[index] == 0) {
      throw new IOException("a delta's base does not stand before it in the pack");
    }
    return types[index];
  }

  private int next() throws IOException {
    long place = at - bufferAt;
    if (place < 0 || place >= buffer.limit()) {
      fill();
      place = 0;
    }
    at++;
    return Byte.toUnsignedInt(buffer.get((int) place));
  }

  private void fill() throws IOException {
    buffer.clear();
    file.position(at);
    if (file.read(buffer) <= 0) {
      throw new EOFException("the pack ends before its last object");
    }
    buffer.flip();
    bufferAt = at;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}

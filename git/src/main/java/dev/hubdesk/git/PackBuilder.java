package dev.hubdesk.git;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdOwnerMap;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.transport.PackedObjectInfo;

/// Collects new objects for a pack in a scratch file: each deflated whole, none held in memory,
/// none written that the repository has.
///
/// JGit's own inserter is not used: its deflate level is fixed at 9 (ten times slower on large
/// trees, for no smaller result), it holds blobs of up to 50 MB, and its pack says that it holds
/// one object whatever it holds, so that git could not read it.
final class PackBuilder implements AutoCloseable {

  private static final int BUFFER = 16 << 10;
  private static final int MIN_BUFFER = 512;

  private final ScratchFile file;
  private final ObjectReader known;
  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
  private final List<PackedObjectInfo> objects = new ArrayList<>();
  private ObjectIdOwnerMap<PackedObjectInfo> byId = new ObjectIdOwnerMap<>();
  private final Set<ObjectId> found = new HashSet<>();

  /// @param file owned by the builder from here on
  /// @param known what the repository has
  PackBuilder(ScratchFile file, ObjectReader known) {
    this.file = file;
    this.known = known;
  }

  ObjectId insertTree(byte[] raw) throws IOException {
    return insert(Constants.OBJ_TREE, raw);
  }

  ObjectId insert(int type, byte[] content) throws IOException {
    var hash = new ObjectHash(type, content.length);
    hash.update(content, content.length);
    ObjectId id = hash.id();
    return has(id) ? id : wholly(start -> write(id, type, content, start));
  }

  /// Adds an object whose content streams in.
  ///
  /// @throws FailureException with `ContentMismatch` when the stream does not hold `size` bytes;
  ///   nothing of it is kept
  ObjectId insert(int type, long size, InputStream content) throws IOException {
    return wholly(start -> write(type, size, content, start));
  }

  private interface Writing {
    ObjectId from(long start) throws IOException;
  }

  private ObjectId wholly(Writing writing) throws IOException {
    long start = file.size();
    boolean kept = false;
    try {
      ObjectId id = writing.from(start);
      kept = true;
      return id;
    } finally {
      if (!kept) {
        file.truncate(start);
      }
    }
  }

  private ObjectId write(ObjectId id, int type, byte[] content, long start) throws IOException {
    var out = new CheckedOutputStream(file, new CRC32());
    DeflaterOutputStream compressed = begin(type, content.length, out);
    compressed.write(content);
    compressed.finish();
    add(id, type, content.length, start, out);
    return id;
  }

  private ObjectId write(int type, long size, InputStream content, long start) throws IOException {
    var hash = new ObjectHash(type, size);
    var out = new CheckedOutputStream(file, new CRC32());
    DeflaterOutputStream compressed = begin(type, size, out);
    byte[] buffer = new byte[Math.clamp(size, 1, BUFFER)];
    for (long left = size; left > 0; ) {
      int n = content.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (n < 0) {
        throw mismatch(size);
      }
      hash.update(buffer, n);
      compressed.write(buffer, 0, n);
      left -= n;
    }
    if (content.read() >= 0) {
      throw mismatch(size);
    }
    compressed.finish();
    ObjectId id = hash.id();
    if (has(id)) {
      file.truncate(start);
    } else {
      add(id, type, size, start, out);
    }
    return id;
  }

  private DeflaterOutputStream begin(int type, long size, OutputStream out) throws IOException {
    writeHeader(type, size, out);
    deflater.reset();
    return new DeflaterOutputStream(out, deflater, Math.clamp(size, MIN_BUFFER, BUFFER));
  }

  private void add(ObjectId id, int type, long size, long start, CheckedOutputStream out) {
    var object = new PackedObjectInfo(id);
    object.setType(type);
    object.setOffset(start);
    object.setCRC((int) out.getChecksum().getValue());
    object.setFullSize(size);
    objects.add(object);
    byId.add(object);
  }

  private static FailureException mismatch(long size) {
    return new FailureException(
        new Failure.ContentMismatch("The content is not of the announced " + size + " bytes"));
  }

  /// Whether the repository has an object, or will have it with this pack. That it has it is relied
  /// on from here on.
  boolean has(AnyObjectId id) throws IOException {
    if (byId.contains(id)) {
      return true;
    }
    boolean there = known.has(id);
    if (there) {
      rely(id);
    }
    return there;
  }

  /// Notes an object of the repository that the pack needs beside its own.
  void rely(AnyObjectId id) {
    found.add(id.copy());
  }

  /// Objects of the repository that the pack needs beside its own.
  Set<ObjectId> found() {
    return found;
  }

  private static void writeHeader(int type, long size, OutputStream out) throws IOException {
    long left = size >>> 4;
    int b = (type << 4) | (int) (size & 0x0f);
    while (left > 0) {
      out.write(b | 0x80);
      b = (int) (left & 0x7f);
      left >>>= 7;
    }
    out.write(b);
  }

  /// Whether an object was added here.
  boolean holds(AnyObjectId id) {
    return byId.contains(id);
  }

  /// The size of an object that was added here, in bytes.
  long sizeOf(AnyObjectId id) {
    return byId.get(id).getFullSize();
  }

  /// Opens an object that was added here.
  InputStream open(AnyObjectId id) throws IOException {
    InputStream in = file.read(byId.get(id).getOffset());
    int b;
    do {
      b = in.read();
      if (b < 0) {
        throw new EOFException();
      }
    } while ((b & 0x80) != 0);
    return new InflaterInputStream(in);
  }

  boolean isEmpty() {
    return objects.isEmpty();
  }

  /// Bytes written so far.
  long bytes() {
    return file.size();
  }

  int count() {
    return objects.size();
  }

  /// Drops all objects after the first `count`.
  void keepFirst(int count) throws IOException {
    if (count < objects.size()) {
      file.truncate(objects.get(count).getOffset());
      objects.subList(count, objects.size()).clear();
      byId = new ObjectIdOwnerMap<>();
      objects.replaceAll(PackBuilder::copy);
      objects.forEach(byId::add);
    }
  }

  private static PackedObjectInfo copy(PackedObjectInfo object) {
    var copy = new PackedObjectInfo(object);
    copy.setType(object.getType());
    copy.setOffset(object.getOffset());
    copy.setCRC(object.getCRC());
    copy.setFullSize(object.getFullSize());
    return copy;
  }

  /// The objects by id, with offsets as if the first stood at `base`: as an index wants them.
  List<PackedObjectInfo> index(long base) {
    var sorted = new ArrayList<PackedObjectInfo>(objects.size());
    for (PackedObjectInfo object : objects) {
      PackedObjectInfo moved = copy(object);
      moved.setOffset(base + object.getOffset());
      sorted.add(moved);
    }
    Collections.sort(sorted);
    return sorted;
  }

  /// The objects as they stand in a pack, without its header and trailer.
  InputStream content() throws IOException {
    return file.read(0);
  }

  @Override
  public void close() throws IOException {
    deflater.end();
    file.close();
  }
}

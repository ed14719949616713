package dev.hubdesk.git;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jgit.internal.storage.dfs.DfsObjDatabase.PackSource;
import org.eclipse.jgit.internal.storage.dfs.DfsPackFile;
import org.eclipse.jgit.internal.storage.dfs.DfsReader;
import org.eclipse.jgit.internal.storage.file.PackIndex;
import org.eclipse.jgit.internal.storage.pack.PackExt;
import org.eclipse.jgit.internal.storage.pack.PackWriter;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ProgressMonitor;

/// One area of a repository while it is collected: what its roots reach, and what they do not.
final class AreaCollection implements AutoCloseable {

  private final ObjectArea area;
  private final StoredRepository view;
  private final DfsReader reader;
  private final PackWriter writer;
  private final DfsPackFile[] files;
  private final List<PackRecord> packs;
  private final Set<ObjectId> dropped = new HashSet<>();
  private long droppedBytes;
  private long kept;

  AreaCollection(GitStore store, long repository, ObjectArea area) throws IOException {
    this.area = area;
    this.view = store.area(repository, area);
    this.reader = view.getObjectDatabase().newReader();
    this.writer = Packing.writer(reader, area == ObjectArea.CONTENT);
    this.files = view.getObjectDatabase().getPacks();
    this.packs = view.getObjectDatabase().listed();
  }

  DfsReader reader() {
    return reader;
  }

  /// Finds what the roots reach, and which objects are not among it.
  void mark(Set<ObjectId> roots, ProgressMonitor monitor) throws IOException {
    if (!roots.isEmpty()) {
      writer.preparePack(monitor, roots, PackWriter.NONE);
      kept = writer.getObjectCount();
    }
    for (DfsPackFile file : files) {
      for (PackIndex.MutableEntry entry : file.getPackIndex(reader)) {
        ObjectId id = entry.toObjectId();
        if ((kept == 0 || !writer.willInclude(id)) && dropped.add(id)) {
          droppedBytes += bytes(file, entry.getOffset());
        }
      }
    }
  }

  private long bytes(DfsPackFile file, long offset) throws IOException {
    long end = file.getPackDescription().getFileSize(PackExt.PACK) - Constants.OBJECT_ID_LENGTH;
    return file.getReverseIdx(reader).findNextOffset(offset, end) - offset;
  }

  /// Whether an object is in the packs that were looked at, and stays.
  boolean keeps(AnyObjectId id) throws IOException {
    return !drops(id) && lists(id);
  }

  /// Whether an object is in the packs that are looked at.
  boolean lists(AnyObjectId id) throws IOException {
    for (DfsPackFile file : files) {
      if (file.getPackIndex(reader).hasObject(id)) {
        return true;
      }
    }
    return false;
  }

  boolean drops(AnyObjectId id) {
    return dropped.contains(id.toObjectId());
  }

  /// Every object that is kept, in the packs that were looked at.
  Set<ObjectId> kept() throws IOException {
    Set<ObjectId> kept = new HashSet<>();
    for (DfsPackFile file : files) {
      for (PackIndex.MutableEntry entry : file.getPackIndex(reader)) {
        ObjectId id = entry.toObjectId();
        if (!drops(id)) {
          kept.add(id);
        }
      }
    }
    return kept;
  }

  long countKept() {
    return kept;
  }

  int countDropped() {
    return dropped.size();
  }

  long droppedBytes() {
    return droppedBytes;
  }

  List<PackRecord> packs() {
    return packs;
  }

  Set<String> names() {
    return packs.stream().map(PackRecord::name).collect(Collectors.toSet());
  }

  /// Whether a pack in the place of all others would hold less, or be one instead of several.
  boolean isWorthIt(boolean tidy) {
    return !dropped.isEmpty() || (tidy && packs.size() > 1);
  }

  /// Writes the pack that is to take the place of all others.
  void writeTo(PackShelf shelf, GitStore store, ProgressMonitor monitor) throws IOException {
    if (kept > 0) {
      shelf.put(area, writer, PackSource.GC, store.now(), monitor);
    }
  }

  @Override
  public void close() {
    writer.close();
    reader.close();
    view.close();
  }
}

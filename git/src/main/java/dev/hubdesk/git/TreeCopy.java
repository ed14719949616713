package dev.hubdesk.git;

import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.RepoPath;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.jspecify.annotations.Nullable;

/// Brings files and directories of another repository into a pack: every git object once, one at a
/// time. LFS objects stay where they are; only their pointers come.
final class TreeCopy {

  private final View source;
  private final PackBuilder pack;
  private final Map<ObjectId, CommitDraft.Added> pointers;
  private final Map<LfsPointer, RepoPath> paths;
  private final Map<ObjectId, Long> treeSizes;
  private final Map<ObjectId, Long> known = new HashMap<>();

  /// @param pointers receives the LFS pointers that come in
  /// @param paths receives a path for each of them
  /// @param treeSizes receives the sums of sizes below the trees that come in
  TreeCopy(
      View source,
      PackBuilder pack,
      Map<ObjectId, CommitDraft.Added> pointers,
      Map<LfsPointer, RepoPath> paths,
      Map<ObjectId, Long> treeSizes) {
    this.source = source;
    this.pack = pack;
    this.pointers = pointers;
    this.paths = paths;
    this.treeSizes = treeSizes;
  }

  /// Brings an item with all that is below it.
  ///
  /// @param path where it goes
  /// @return its size, in bytes
  long bring(TreeItem item, RepoPath path) throws IOException {
    return bring(item, path.text());
  }

  /// @param path may be one that no [RepoPath] can hold
  private long bring(TreeItem item, String path) throws IOException {
    if (item.isGitlink()) {
      return 0;
    }
    return item.isDirectory() ? tree(item.id(), path) : blob(item, path);
  }

  private long tree(ObjectId id, String path) throws IOException {
    Long size = known.get(id);
    if (size != null) {
      return size;
    }
    TreeTable table = source.trees().load(id);
    String prefix = path.isEmpty() ? "" : path + "/";
    long sum = 0;
    for (int i = 0; i < table.size(); i++) {
      sum += bring(table.item(i), prefix + table.name(i));
    }
    pack.insertTree(table.raw());
    known.put(id, sum);
    treeSizes.put(id, sum);
    return sum;
  }

  private long blob(TreeItem item, String path) throws IOException {
    long size = source.objects().getObjectSize(item.id(), Constants.OBJ_BLOB);
    LfsPointer pointer = size <= LfsPointer.MAX_BYTES ? small(item) : null;
    if (size > LfsPointer.MAX_BYTES && !pack.has(item.id())) {
      try (InputStream in = open(item).openStream()) {
        pack.insert(Constants.OBJ_BLOB, size, in);
      }
    }
    if (pointer == null) {
      return size;
    }
    RepoPath.find(path).ifPresent(known -> paths.putIfAbsent(pointer, known));
    return pointer.size();
  }

  private @Nullable LfsPointer small(TreeItem item) throws IOException {
    CommitDraft.Added brought = pointers.get(item.id());
    if (brought != null && item.isRegular()) {
      return brought.pointer();
    }
    byte[] bytes = open(item).getCachedBytes();
    pack.insert(Constants.OBJ_BLOB, bytes);
    LfsPointer pointer = item.isRegular() ? LfsPointer.parse(bytes).orElse(null) : null;
    if (pointer != null) {
      pointers.put(item.id(), new CommitDraft.Added(bytes.length, pointer));
    }
    return pointer;
  }

  private ObjectLoader open(TreeItem item) throws IOException {
    return source.objects().open(item.id(), Constants.OBJ_BLOB);
  }
}

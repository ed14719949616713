package dev.hubdesk.git;

import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Oid;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.internal.storage.dfs.DfsPackFile;
import org.eclipse.jgit.internal.storage.dfs.DfsReader;
import org.eclipse.jgit.internal.storage.file.PackIndex;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;

/// Reads all of one repository: every pack, every object, and everything that refs reach.
final class RepositoryCheck {

  private static final int BUFFER = 1 << 16;

  private final GitStore store;
  private final long repository;
  private final Checked.Problems problems;
  private final Set<LfsPointer> pointers = new HashSet<>();

  RepositoryCheck(GitStore store, long repository, Checked.Problems problems) {
    this.store = store;
    this.repository = repository;
    this.problems = problems;
  }

  Checked run() throws IOException {
    // Before the packs are listed, so that what they name is in them.
    List<RefRecord> refs = store.ledger().refs(repository);
    Map<Oid, Oid> trees = store.ledger().upkeep().historyTrees(repository);
    int packs = 0;
    long bytes = 0;
    long objects = 0;
    for (ObjectArea area : ObjectArea.values()) {
      try (StoredRepository view = store.area(repository, area);
          DfsReader reader = view.getObjectDatabase().newReader()) {
        reader.setStreamFileThreshold(View.STREAM_FROM);
        List<PackRecord> listed = view.getObjectDatabase().listed();
        PackCheck files = store.packCheck(repository, problems);
        for (PackRecord pack : listed) {
          files.check(pack);
          packs++;
          bytes += pack.bytes();
        }
        objects += readAll(view, reader);
        switch (area) {
          case CONTENT -> {
            walkRefs(refs, reader);
            trees = ofCommits(trees, reader);
          }
          case HISTORY -> walkHistory(trees, reader);
        }
      }
    }
    return new Checked(packs, bytes, objects, pointers);
  }

  /// Reads every object, and compares it with its id.
  private long readAll(StoredRepository view, DfsReader reader) throws IOException {
    Set<ObjectId> seen = new HashSet<>();
    for (DfsPackFile file : view.getObjectDatabase().getPacks()) {
      PackIndex index;
      try {
        index = file.getPackIndex(reader);
      } catch (IOException _) {
        // The check of the pack has told.
        continue;
      }
      for (PackIndex.MutableEntry entry : index) {
        ObjectId id = entry.toObjectId();
        if (seen.add(id)) {
          read(id, reader);
        }
      }
    }
    return seen.size();
  }

  private void read(ObjectId id, DfsReader reader) throws IOException {
    try {
      ObjectLoader object = reader.open(id);
      var hash = new ObjectHash(object.getType(), object.getSize());
      byte[] buffer = new byte[BUFFER];
      try (InputStream in = object.openStream()) {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          hash.update(buffer, n);
        }
      }
      if (!hash.id().equals(id)) {
        problems.tell("the object " + id.name() + " is not what its name says");
      }
    } catch (IOException | RuntimeException e) {
      problems.tell("the object " + id.name() + " cannot be read: " + e.getMessage());
    }
  }

  private void walkRefs(List<RefRecord> refs, DfsReader reader) throws IOException {
    Set<ObjectId> known = new HashSet<>();
    for (RefRecord ref : refs) {
      var walk = new NewObjects(reader, known::contains);
      try {
        known.addAll(walk.from(Set.of(Ids.of(ref.target()))));
        var scan = new PointerScan(reader);
        for (ObjectId blob : walk.blobs()) {
          scan.pointer(blob).ifPresent(pointers::add);
        }
      } catch (MissingObjectException e) {
        problems.tell(ref.name() + " reaches an object that is missing: " + e.getObjectId().name());
      } catch (IOException | RuntimeException e) {
        problems.tell(ref.name() + " cannot be followed: " + e.getMessage());
      }
    }
  }

  /// A history tree whose commit went at the same moment is of no use, and does no harm.
  private static Map<Oid, Oid> ofCommits(Map<Oid, Oid> trees, DfsReader reader) throws IOException {
    Map<Oid, Oid> found = new HashMap<>();
    for (Map.Entry<Oid, Oid> tree : trees.entrySet()) {
      if (reader.has(Ids.of(tree.getKey()))) {
        found.put(tree.getKey(), tree.getValue());
      }
    }
    return found;
  }

  private void walkHistory(Map<Oid, Oid> trees, DfsReader reader) throws IOException {
    Set<ObjectId> known = new HashSet<>();
    for (Map.Entry<Oid, Oid> tree : trees.entrySet()) {
      try {
        known.addAll(new NewObjects(reader, known::contains).from(Set.of(Ids.of(tree.getValue()))));
      } catch (IOException | RuntimeException e) {
        problems.tell(
            "the history index of %s cannot be followed (reindex makes it anew): %s"
                .formatted(tree.getKey(), e.getMessage()));
      }
    }
  }
}

package dev.hubdesk.git;

import dev.hubdesk.blobs.BlobStore;
import java.io.IOException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/// One look at the objects of a repository. The lists of packs are read on first use and stay as
/// they are, so a view lives no longer than a request.
final class View implements AutoCloseable {

  /// Blobs from this size on are streamed, smaller ones are held while they are read.
  static final int STREAM_FROM = 1 << 20;

  private final BlobStore blobs;
  private final Ledger ledger;
  private final long repository;
  private final ObjectMemory memory;
  private final StoredRepository content;
  private final ObjectReader objects;
  private final Trees trees;
  private @Nullable StoredRepository history;
  private @Nullable ObjectReader historyObjects;
  private @Nullable HistoryIndex historyIndex;

  View(BlobStore blobs, Ledger ledger, long repository, ObjectMemory memory) {
    this.blobs = blobs;
    this.ledger = ledger;
    this.repository = repository;
    this.memory = memory;
    this.content = StoredRepository.open(blobs, ledger, repository, ObjectArea.CONTENT);
    this.objects = content.newObjectReader();
    objects.setStreamFileThreshold(STREAM_FROM);
    this.trees = new Trees(objects, memory);
  }

  long repository() {
    return repository;
  }

  Ledger ledger() {
    return ledger;
  }

  /// Reads commits, trees and blobs.
  ObjectReader objects() {
    return objects;
  }

  Trees trees() {
    return trees;
  }

  /// What is kept across requests.
  ObjectMemory memory() {
    return memory;
  }

  /// Reads history trees.
  ObjectReader historyObjects() {
    ObjectReader reader = historyObjects;
    if (reader == null) {
      StoredRepository opened =
          StoredRepository.open(blobs, ledger, repository, ObjectArea.HISTORY);
      history = opened;
      reader = opened.newObjectReader();
      historyObjects = reader;
    }
    return reader;
  }

  HistoryIndex history() {
    HistoryIndex index = historyIndex;
    if (index == null) {
      index = new HistoryTrees(this, trees);
      historyIndex = index;
    }
    return index;
  }

  /// The tree of a commit.
  ObjectId rootOf(ObjectId commit) throws IOException {
    return trees.rootOf(commit);
  }

  @Override
  public void close() {
    if (historyObjects != null) {
      historyObjects.close();
    }
    if (history != null) {
      history.close();
    }
    objects.close();
    content.close();
  }
}

package dev.hubdesk.git;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RefName;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/// Publishes one draft. Writers of this process queue at the repository's lock; a writer of another
/// process is noticed when the ref has moved, and the changes are applied again.
final class Publisher {

  /// How often a commit is tried against writers of other processes. Two busy ones lose to each
  /// other every second time, so ten attempts would fail one commit in a thousand.
  static final int MAX_ATTEMPTS = 40;

  /// Content of more bytes than this goes into a pack of its own, before the lock is taken.
  static final long OWN_PACK_FROM = 8L << 20;

  private final GitStore store;
  private final long repository;
  private final Work work;
  private final Collection<? extends Alongside> alongside;
  private long collections;

  /// What is to be committed where.
  ///
  /// @param copiedTrees sums of sizes below the trees that came from another repository
  record Work(
      RefName branch,
      CommitDraft.CommitText text,
      Manner manner,
      List<Change> changes,
      Map<ObjectId, CommitDraft.Added> added,
      Map<ObjectId, Long> copiedTrees) {}

  /// @param collections the count of collections before the draft began
  Publisher(
      GitStore store,
      long repository,
      Work work,
      Collection<? extends Alongside> alongside,
      long collections) {
    this.store = store;
    this.repository = repository;
    this.work = work;
    this.alongside = alongside;
    this.collections = collections;
  }

  CommitDraft.Outcome publish(PackBuilder content, @Nullable Oid parent) throws IOException {
    PackShelf shelf = store.shelf(repository);
    try {
      boolean ownPack = content.bytes() > OWN_PACK_FROM;
      if (ownPack) {
        shelf.put(ObjectArea.CONTENT, content, store.now());
      }
      Optional<RefRecord> head = store.ledger().ref(repository, work.branch());
      if (head.isPresent()) {
        store.indexSoon(repository, head.get().commit());
      }
      if (work.manner().merged() != null) {
        store.indexSoon(repository, work.manner().merged());
      }
      ReentrantLock lock = store.lock(repository);
      lock.lock();
      try {
        return publishInTurn(content, ownPack, shelf, parent);
      } finally {
        lock.unlock();
      }
    } finally {
      shelf.clear();
    }
  }

  private CommitDraft.Outcome publishInTurn(
      PackBuilder content, boolean ownPack, PackShelf shelf, @Nullable Oid parent)
      throws IOException {
    int drafted = content.count();
    int stored = shelf.mark();
    for (int i = 0; i < MAX_ATTEMPTS; i++) {
      try (CommitAttempt attempt = new CommitAttempt(store, repository, work, content, ownPack)) {
        return publishOnce(attempt, shelf, parent);
      } catch (PublicationRefusedException _) {
        shelf.clearAfter(stored);
        content.keepFirst(drafted);
        lookAgain(content);
      } catch (MissingObjectException e) {
        lookAgain(content);
        throw e;
      }
    }
    throw tooManyOthers();
  }

  static FailureException metCollection() {
    return new FailureException(
        new Failure.Unavailable("This met a clean-up of what nothing named. Please try again."));
  }

  static FailureException tooManyOthers() {
    return new FailureException(
        new Failure.Unavailable("Too many others write to this repository. Please try again."));
  }

  /// After a collection: what the draft left out because it was there must be there still.
  private void lookAgain(PackBuilder content) throws IOException {
    long now = store.ledger().upkeep().collections(repository);
    if (now == collections) {
      return;
    }
    try (View view = store.view(repository)) {
      for (ObjectId id : content.found()) {
        if (!view.objects().has(id)) {
          throw metCollection();
        }
      }
    }
    collections = now;
  }

  private CommitDraft.Outcome publishOnce(
      CommitAttempt attempt, PackShelf shelf, @Nullable Oid parent)
      throws IOException, PublicationRefusedException {
    Oid head = head(parent);
    CommitAttempt.Made made = attempt.make(head == null ? null : Ids.of(head));
    if (made == null && head != null) {
      return new CommitDraft.Outcome(head, false);
    }
    if (made == null) {
      throw new IllegalStateException("a first commit is always made");
    }
    Instant now = store.now();
    attempt.putPacks(shelf, now);
    shelf.publish(store.ledger(), publication(made, head, shelf.packs(), now), alongside);
    return new CommitDraft.Outcome(made.commit(), true);
  }

  private Publication publication(
      CommitAttempt.Made made, @Nullable Oid head, List<PackRecord> packs, Instant now) {
    Map<Oid, LfsPointer> pointers = new HashMap<>();
    work.added()
        .forEach((blob, added) -> {
          if (added.pointer() != null) {
            pointers.put(Ids.of(blob), added.pointer());
          }
        });
    Map<Oid, Long> treeSizes = new HashMap<>(made.treeSizes());
    work.copiedTrees().forEach((tree, size) -> treeSizes.put(Ids.of(tree), size));
    return new Publication(
        repository,
        work.text().actor(),
        work.manner().reason(),
        now,
        packs,
        List.of(new RefChange(work.branch(), head, made.commit(), null)),
        pointers,
        treeSizes,
        made.historyTrees(),
        collections);
  }

  /// Where the branch stands, read anew; null in a repository without any ref.
  private @Nullable Oid head(@Nullable Oid parent) {
    Optional<RefRecord> ref = store.ledger().ref(repository, work.branch());
    Oid head = ref.map(RefRecord::commit).orElse(null);
    switch (work.manner().branch()) {
      case THERE -> {
        if (head == null && !store.ledger().refs(repository).isEmpty()) {
          throw new FailureException(new Failure.RevisionNotFound(work.branch().shortName()));
        }
      }
      case NEW -> {
        if (head != null) {
          throw RefMoves.exists(work.branch());
        }
      }
      case ANY -> {}
    }
    if (parent != null && !parent.equals(head)) {
      throw new FailureException(new Failure.StaleParent());
    }
    return head;
  }
}

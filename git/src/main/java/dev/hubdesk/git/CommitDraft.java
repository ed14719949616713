package dev.hubdesk.git;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RefName;
import dev.hubdesk.protocol.RepoPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A commit being made. Content streams into a pack as it is added; nothing is visible until
/// [#publish]. Changes apply in the order they are added: the last word on a path counts. Closing
/// an unpublished draft drops all of it.
///
/// A draft is for one thread, and is published once.
public final class CommitDraft implements AutoCloseable {

  /// The largest file that is merged by lines, in bytes; a larger one conflicts.
  public static final int MAX_MERGED_BYTES = LineMerge.MAX_BYTES;

  private static final Logger LOG = LoggerFactory.getLogger(CommitDraft.class);

  private final GitStore store;
  private final long collections;
  private final View view;
  private final RefName branch;
  private final PackBuilder pack;
  private final List<Change> changes = new ArrayList<>();
  private final Map<ObjectId, Added> added = new LinkedHashMap<>();
  private final Map<LfsPointer, RepoPath> pointerPaths = new HashMap<>();
  private final Map<ObjectId, Long> copiedTrees = new HashMap<>();
  private Manner manner = Manner.COMMIT;
  private boolean published;

  /// A blob that the draft brings.
  ///
  /// @param size of the blob, not of an LFS object that it points to
  record Added(long size, @Nullable LfsPointer pointer) {}

  CommitDraft(GitStore store, long repository, RefName branch) {
    this.store = store;
    this.branch = branch;
    this.collections = store.ledger().upkeep().collections(repository);
    this.view = store.view(repository);
    this.pack = new PackBuilder(store.scratchFile(), view.objects());
  }

  /// Adds or replaces a regular file. A directory of that name is replaced. Content that is the
  /// text of an LFS pointer makes the file an LFS file.
  ///
  /// @param size bytes that the stream holds
  /// @return the blob's id
  /// @throws FailureException with `ContentMismatch` when the stream holds fewer or more bytes
  public Oid addFile(RepoPath path, InputStream content, long size) throws IOException {
    if (size > LfsPointer.MAX_BYTES) {
      return put(path, pack.insert(Constants.OBJ_BLOB, size, content), size, null);
    }
    byte[] bytes = content.readNBytes(LfsPointer.MAX_BYTES + 1);
    ObjectId blob = pack.insert(Constants.OBJ_BLOB, size, new ByteArrayInputStream(bytes));
    return put(path, blob, size, LfsPointer.parse(bytes).orElse(null));
  }

  /// Adds or replaces an LFS file. The caller has made sure that the object is there and may be
  /// used.
  public void addPointer(RepoPath path, LfsPointer pointer) throws IOException {
    byte[] bytes = pointer.bytes();
    put(path, pack.insert(Constants.OBJ_BLOB, bytes), bytes.length, pointer);
  }

  private Oid put(RepoPath path, ObjectId blob, long size, @Nullable LfsPointer pointer) {
    refuseRoot(path);
    added.put(blob, new Added(size, pointer));
    changes.add(new Change.Put(path, blob));
    if (pointer != null) {
      pointerPaths.putIfAbsent(pointer, path);
    }
    return Ids.of(blob);
  }

  /// Copies a file, or a directory with all it holds, as it stood in a commit of this or of another
  /// repository, and puts the copy in the place of whatever stands at `to`: a directory is replaced
  /// by the copy, not mixed with it. The mode of a file (executable, symbolic link) comes along.
  /// Since a commit never changes, what this draft did before is not copied, a path may be copied
  /// onto itself, and into itself. `from` may be the root; `to` may be the root when `from` is a
  /// directory, and then replaces everything.
  ///
  /// Within a repository nothing is moved but an id. From another repository the git objects stream
  /// into the draft, LFS pointers among them but never LFS objects; [#pointers] tells which came.
  /// The caller has made sure that the author may read `source`.
  ///
  /// @throws FailureException with `EntryNotFound` when there is nothing at `from`, `InvalidPath`
  ///   when a file should become the root
  public void copy(RepoPath to, Repository source, Oid commit, RepoPath from) throws IOException {
    View other = source.view();
    TreeItem item =
        from.isRoot()
            ? TreeItem.directory(other.rootOf(Ids.of(commit)))
            : new PathFinder(other.trees(), other.rootOf(Ids.of(commit))).find(from);
    if (item == null) {
      throw new FailureException(new Failure.EntryNotFound(from.text(), commit));
    }
    if (!item.isDirectory()) {
      refuseRoot(to);
    }
    if (other.repository() != view.repository()) {
      new TreeCopy(other, pack, added, pointerPaths, copiedTrees).bring(item, to);
    } else {
      pack.rely(item.id());
    }
    boolean nothing = item.id().equals(Constants.EMPTY_TREE_ID);
    changes.add(new Change.Copy(to, nothing ? null : item));
  }

  /// Brings to the branch what differs between two other trees: the changes of a merge, or of a
  /// revert. Directories that only one side touched are taken whole; files that both sides touched
  /// are merged by lines, up to [#MAX_MERGED_BYTES]. The draft must then be published on `ours`.
  ///
  /// @param base the commit to which `theirs` is compared; null for an empty tree
  /// @param ours where the branch stands
  /// @param theirs null for an empty tree
  /// @param conflicts what happens to paths that both sides changed
  /// @return the paths of conflicts that only a person can solve; the draft is of no use then
  public List<String> merge(
      @Nullable Oid base, Oid ours, @Nullable Oid theirs, MergeConflicts conflicts)
      throws IOException {
    var merge = new TreeMerge(view.trees(), new LineMerge(view.objects(), pack), conflicts);
    TreeMerge.Merged merged = merge.merge(rootOf(base), view.rootOf(Ids.of(ours)), rootOf(theirs));
    if (theirs != null) {
      pack.rely(Ids.of(theirs));
    }
    changes.addAll(merged.changes());
    return merged.conflicts();
  }

  private @Nullable ObjectId rootOf(@Nullable Oid commit) throws IOException {
    return commit == null ? null : view.rootOf(Ids.of(commit));
  }

  /// Deletes everything.
  public void clear() {
    changes.add(new Change.Copy(RepoPath.ROOT, null));
  }

  /// The commit gets no parent: it becomes the whole history of the branch. It is made even when
  /// the branch's head has the same files.
  public void replaceHistory() {
    manner = manner.replacingHistory();
  }

  /// The commit gets a second parent, and is made even when it changes no file.
  public void joinHistory(Oid other) {
    pack.rely(Ids.of(other));
    manner = manner.merging(other);
  }

  /// The commit is made even when it changes no file.
  public void allowEmpty() {
    manner = manner.evenWhenSame();
  }

  /// The branch is made by this commit.
  ///
  /// @param orReplaced whether it may exist; otherwise publishing fails with `Conflict`
  public void startBranch(boolean orReplaced) {
    manner = manner.withBranch(orReplaced ? Manner.Branch.ANY : Manner.Branch.NEW);
  }

  /// What the ref log says of it: `commit` unless told otherwise.
  public void because(String reason) {
    manner = manner.withReason(reason);
  }

  /// Deletes a file or a directory with all it holds.
  public void delete(RepoPath path) {
    refuseRoot(path);
    changes.add(new Change.Delete(path));
  }

  private static void refuseRoot(RepoPath path) {
    if (path.isRoot()) {
      throw new FailureException(new Failure.InvalidPath("/", "names the repository itself"));
    }
  }

  /// LFS pointers that the draft brings into the repository, by whichever door they came: the
  /// caller must see that the author may use each object, and link it. A copy within the repository
  /// brings none.
  public Collection<LfsPointer> pointers() {
    var pointers = new LinkedHashSet<LfsPointer>();
    for (Added blob : added.values()) {
      if (blob.pointer() != null) {
        pointers.add(blob.pointer());
      }
    }
    return pointers;
  }

  /// A path for each of [#pointers].
  public Map<LfsPointer, RepoPath> pointerPaths() {
    return Map.copyOf(pointerPaths);
  }

  /// Makes the commit: waits for its turn at this repository, applies the changes to the branch's
  /// head, covers LFS paths that `.gitattributes` misses, writes packs, and publishes everything in
  /// one transaction. Without `parent`, a head that moved meanwhile is no conflict: the changes
  /// apply on top. If nothing changes, no commit is made and the head is returned.
  ///
  /// @param parent where the branch must stand; null for wherever it stands
  /// @param alongside rows that belong to the same transaction
  /// @throws dev.hubdesk.protocol.FailureException with `StaleParent` when the branch stands
  ///   elsewhere, `EntryNotFound` when a deleted path does not exist, `RevisionNotFound` when there
  ///   is no such branch and the repository has others
  public Outcome publish(
      CommitText text, @Nullable Oid parent, Collection<? extends Alongside> alongside)
      throws IOException {
    if (published) {
      throw new IllegalStateException("a draft is published once");
    }
    published = true;
    var work = new Publisher.Work(branch, text, manner, changes, added, copiedTrees);
    var publisher = new Publisher(store, view.repository(), work, alongside, collections);
    return publisher.publish(pack, parent);
  }

  @Override
  public void close() {
    view.close();
    try {
      pack.close();
    } catch (IOException e) {
      LOG.warn("cannot remove the scratch file of a draft", e);
    }
  }

  /// Who commits what.
  ///
  /// @param actor the account's id, for the ref log
  public record CommitText(String title, String body, Commit.Signature author, long actor) {}

  /// What became of a draft.
  ///
  /// @param head where the branch stands now
  /// @param changed false when nothing had to be committed
  public record Outcome(Oid head, boolean changed) {}
}

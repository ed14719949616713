package dev.hubdesk.git;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.jspecify.annotations.Nullable;

/// Makes the objects of one commit on top of one head: trees, the commit, the history index, and
/// the facts that go with them.
final class CommitAttempt implements AutoCloseable {

  private final View view;
  private final Publisher.Work work;
  private final PackBuilder content;
  private final PackBuilder trees;
  private final PackBuilder history;
  private final Trees reader;
  private final Sizes sizes;

  /// What was made.
  ///
  /// @param treeSizes of the new trees
  /// @param historyTrees empty when the parent's history is not indexed
  record Made(Oid commit, Map<Oid, Long> treeSizes, Map<Oid, Oid> historyTrees) {}

  /// @param content the blobs of the draft
  /// @param beside whether other objects go into a pack beside the content's
  CommitAttempt(
      GitStore store, long repository, Publisher.Work work, PackBuilder content, boolean beside) {
    this.work = work;
    this.content = content;
    this.view = store.view(repository);
    this.trees = beside ? new PackBuilder(store.scratchFile(), view.objects()) : content;
    this.history = new PackBuilder(store.scratchFile(), view.historyObjects());
    this.reader = new Trees(view.objects(), view.memory(), content);
    this.sizes = knownSizes();
  }

  private Sizes knownSizes() {
    var sizes = new Sizes(view, reader, content);
    work.added().forEach((blob, added) -> sizes.know(blob, added.size(), added.pointer()));
    work.copiedTrees().forEach(sizes::knowTree);
    return sizes;
  }

  /// Applies the changes to a head.
  ///
  /// @param head null in a repository without commits
  /// @return null when the changes change nothing
  @Nullable Made make(@Nullable ObjectId head) throws IOException {
    ObjectId before = head == null ? null : view.rootOf(head);
    DirectoryEdit root = DirectoryEdit.of(reader, before);
    for (Change change : work.changes()) {
      root = apply(change, root, before, head);
    }
    coverLfsPaths(root);
    TreeDelta delta = root.write(trees);
    if (head != null && delta.differences().isEmpty() && !work.manner().evenIfSame()) {
      return null;
    }
    ObjectId tree = delta.after() == null ? trees.insertTree(new byte[0]) : delta.after();
    List<ObjectId> parents = parents(head);
    ObjectId commit = trees.insert(Constants.OBJ_COMMIT, commit(tree, parents));
    boolean onTop = !work.manner().anew() && work.manner().merged() == null;
    ObjectId indexed = onTop ? extend(delta, head, commit) : merge(tree, parents, commit);
    return new Made(
        Ids.of(commit),
        sizes.ofTreesIn(delta),
        indexed == null ? Map.of() : Map.of(Ids.of(commit), Ids.of(indexed)));
  }

  /// Applies one change.
  ///
  /// @return the edit that goes on
  private DirectoryEdit apply(
      Change change, DirectoryEdit root, @Nullable ObjectId before, @Nullable ObjectId head)
      throws IOException {
    List<String> path = parts(change.path());
    switch (change) {
      case Change.Copy(RepoPath to, TreeItem item) when to.isRoot() -> {
        return DirectoryEdit.replaced(reader, before, item == null ? null : item.id());
      }
      case Change.Copy(RepoPath _, TreeItem item) -> root.place(path, item);
      case Change.Put(RepoPath _, ObjectId blob) -> root.put(path, blob);
      case Change.Delete(RepoPath deleted) -> {
        if (!root.delete(path)) {
          throw new FailureException(
              new Failure.EntryNotFound(
                  deleted.text(),
                  head == null ? null : Ids.of(head),
                  "A file with this name doesn't exist: " + deleted));
        }
      }
    }
    return root;
  }

  private static List<String> parts(RepoPath path) {
    return List.of(path.text().split("/", -1));
  }

  private void coverLfsPaths(DirectoryEdit root) throws IOException {
    Set<RepoPath> paths = lfsPaths(root);
    if (paths.isEmpty()) {
      return;
    }
    var attributes = new TreeAttributes(path -> root.find(parts(path)), this::openBlob);
    byte[] text = LfsCover.cover(attributes, paths);
    if (text != null) {
      ObjectId blob = trees.insert(Constants.OBJ_BLOB, text);
      sizes.know(blob, text.length, null);
      root.put(List.of(TreeAttributes.NAME), blob);
    }
  }

  /// The LFS files that changes put, and that no later change took away.
  private Set<RepoPath> lfsPaths(DirectoryEdit root) throws IOException {
    Map<RepoPath, ObjectId> put = new LinkedHashMap<>();
    var copied = new CopiedLfs(view, reader, content, work.added());
    for (Change change : work.changes()) {
      if (change instanceof Change.Put(RepoPath path, ObjectId blob)) {
        CommitDraft.Added added = work.added().get(blob);
        if (added != null && added.pointer() != null) {
          put.put(path, blob);
        }
      } else if (change instanceof Change.Copy(RepoPath path, TreeItem item)
          && item != null
          && !path.isRoot()) {
        copied.find(path, item, put);
      }
    }
    Set<RepoPath> left = new LinkedHashSet<>();
    for (Map.Entry<RepoPath, ObjectId> one : put.entrySet()) {
      TreeItem item = root.find(parts(one.getKey()));
      if (item != null && item.id().equals(one.getValue())) {
        left.add(one.getKey());
      }
    }
    return left;
  }

  private InputStream openBlob(ObjectId blob) throws IOException {
    return content.holds(blob)
        ? content.open(blob)
        : view.objects().open(blob, Constants.OBJ_BLOB).openStream();
  }

  private List<ObjectId> parents(@Nullable ObjectId head) {
    List<ObjectId> parents = new ArrayList<>();
    if (head != null && !work.manner().anew()) {
      parents.add(head);
    }
    if (work.manner().merged() != null) {
      parents.add(Ids.of(work.manner().merged()));
    }
    return parents;
  }

  private byte[] commit(ObjectId tree, List<ObjectId> parents) throws IOException {
    CommitDraft.CommitText text = work.text();
    Commit.Signature author = text.author();
    var ident = new PersonIdent(author.name(), author.email(), author.when(), ZoneOffset.UTC);
    var commit = new CommitBuilder();
    commit.setTreeId(tree);
    commit.setParentIds(parents);
    commit.setAuthor(ident);
    commit.setCommitter(ident);
    commit.setEncoding(StandardCharsets.UTF_8);
    String body = text.body().strip();
    String message = text.title().strip() + (body.isEmpty() ? "" : "\n\n" + body) + "\n";
    // Git takes a NUL for the end of the message.
    commit.setMessage(message.replace('\0', ' '));
    return commit.build();
  }

  /// Indexes a commit on top of the head.
  ///
  /// @return the history tree; null when the parent's is not indexed
  private @Nullable ObjectId extend(TreeDelta delta, @Nullable ObjectId head, ObjectId commit)
      throws IOException {
    var index = new HistoryTrees(view, reader);
    ObjectId parent = head == null ? null : index.rootOf(head);
    return head != null && parent == null ? null : index.extend(parent, delta, commit, history);
  }

  private @Nullable ObjectId merge(ObjectId tree, List<ObjectId> parents, ObjectId commit)
      throws IOException {
    var index = new HistoryTrees(view, new Trees(view.objects(), view.memory(), trees, content));
    List<HistoryMerge.Parent> indexed = new ArrayList<>();
    for (ObjectId parent : parents) {
      ObjectId root = index.rootOf(parent);
      if (root == null) {
        return null;
      }
      indexed.add(new HistoryMerge.Parent(view.rootOf(parent), root));
    }
    return index.merge(tree, indexed, commit, history);
  }

  /// Stores the packs. What was made before is in them.
  void putPacks(PackShelf shelf, Instant now) throws IOException {
    if (!trees.isEmpty()) {
      shelf.put(ObjectArea.CONTENT, trees, now);
    }
    if (!history.isEmpty()) {
      shelf.put(ObjectArea.HISTORY, history, now);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      history.close();
      if (trees != content) {
        trees.close();
      }
    } finally {
      view.close();
    }
  }
}

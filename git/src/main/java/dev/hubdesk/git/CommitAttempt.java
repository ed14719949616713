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
    this.sizes = new Sizes(view);
    work.added().forEach((blob, added) -> sizes.know(blob, added.size(), added.pointer()));
  }

  /// Applies the changes to a head.
  ///
  /// @param head null in a repository without commits
  /// @return null when the changes change nothing
  @Nullable Made make(@Nullable ObjectId head) throws IOException {
    DirectoryEdit root = DirectoryEdit.of(view.trees(), head == null ? null : view.rootOf(head));
    for (Change change : work.changes()) {
      apply(change, root, head);
    }
    coverLfsPaths(root);
    TreeDelta delta = root.write(trees);
    if (head != null && delta.differences().isEmpty()) {
      return null;
    }
    ObjectId tree = delta.after() == null ? trees.insertTree(new byte[0]) : delta.after();
    ObjectId commit = trees.insert(Constants.OBJ_COMMIT, commit(tree, head));
    return new Made(Ids.of(commit), sizes.ofTreesIn(delta), extendHistory(delta, head, commit));
  }

  private static void apply(Change change, DirectoryEdit root, @Nullable ObjectId head)
      throws IOException {
    List<String> path = parts(change.path());
    switch (change) {
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
  }

  private static List<String> parts(RepoPath path) {
    return List.of(path.text().split("/", -1));
  }

  private void coverLfsPaths(DirectoryEdit root) throws IOException {
    Set<RepoPath> paths = new LinkedHashSet<>();
    for (Change change : work.changes()) {
      if (isLfs(change, root)) {
        paths.add(change.path());
      }
    }
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

  /// Whether a change put an LFS file that no later change took away.
  private boolean isLfs(Change change, DirectoryEdit root) throws IOException {
    if (!(change instanceof Change.Put(RepoPath path, ObjectId blob))) {
      return false;
    }
    CommitDraft.Added added = work.added().get(blob);
    TreeItem item = root.find(parts(path));
    return added != null && added.pointer() != null && item != null && item.id().equals(blob);
  }

  private InputStream openBlob(ObjectId blob) throws IOException {
    return content.holds(blob)
        ? content.open(blob)
        : view.objects().open(blob, Constants.OBJ_BLOB).openStream();
  }

  private byte[] commit(ObjectId tree, @Nullable ObjectId head) throws IOException {
    CommitDraft.CommitText text = work.text();
    Commit.Signature author = text.author();
    var ident = new PersonIdent(author.name(), author.email(), author.when(), ZoneOffset.UTC);
    var commit = new CommitBuilder();
    commit.setTreeId(tree);
    if (head != null) {
      commit.setParentId(head);
    }
    commit.setAuthor(ident);
    commit.setCommitter(ident);
    commit.setEncoding(StandardCharsets.UTF_8);
    String body = text.body().strip();
    String message = text.title().strip() + (body.isEmpty() ? "" : "\n\n" + body) + "\n";
    // Git takes a NUL for the end of the message.
    commit.setMessage(message.replace('\0', ' '));
    return commit.build();
  }

  private Map<Oid, Oid> extendHistory(TreeDelta delta, @Nullable ObjectId head, ObjectId commit)
      throws IOException {
    HistoryIndex index = view.history();
    ObjectId parent = head == null ? null : index.rootOf(head);
    if (head != null && parent == null) {
      return Map.of();
    }
    return Map.of(Ids.of(commit), Ids.of(index.extend(parent, delta, commit, history)));
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

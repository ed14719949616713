package dev.hubdesk.git;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RefName;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.Revision;
import dev.hubdesk.protocol.Sha256;
import dev.hubdesk.protocol.TreeEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/// One request's view of one repository. For one thread; close it when the request ends.
public final class Repository implements AutoCloseable {

  /// The shortest abbreviation of a commit id that is understood.
  public static final int MIN_SHORT_ID = 7;

  private final GitStore store;
  private final View view;

  Repository(GitStore store, View view) {
    this.store = store;
    this.view = view;
  }

  /// Finds the commit that a revision stands for: branch, tag, full commit id, unambiguous short id
  /// of at least [#MIN_SHORT_ID] digits, full ref name (`refs/heads/x`, `refs/pr/N`) or `HEAD`. A
  /// branch wins over a tag of the same name, and a full commit id over both.
  ///
  /// @throws FailureException with `RevisionNotFound`
  public Resolved resolve(Revision revision) throws IOException {
    return new RevisionResolver(view).resolve(revision);
  }

  /// All refs, by name.
  public List<RefRecord> refs() {
    return view.ledger().refs(view.repository());
  }

  /// One ref.
  public Optional<RefRecord> ref(RefName name) {
    return view.ledger().ref(view.repository(), name);
  }

  /// The branch or pull request ref that a revision names, by its name or by its full name: what
  /// can be committed to.
  ///
  /// @throws FailureException with `RevisionNotFound`, for a tag or a commit too
  public RefName branch(Revision revision) {
    String text = revision.text();
    return RefName.parse(text.startsWith("refs/") ? text : "refs/heads/" + text)
        .filter(name -> name.isBranch() || name.isPullRequest())
        .filter(name -> ref(name).isPresent())
        .orElseThrow(() -> new FailureException(new Failure.RevisionNotFound(text)));
  }

  /// The LFS files of a commit that are not the same in another one.
  ///
  /// @param before null for an empty tree
  public Map<RepoPath, LfsPointer> lfsFilesNotIn(@Nullable Oid before, Oid commit)
      throws IOException {
    return new ChangedLfs(view)
        .between(before == null ? null : view.rootOf(Ids.of(before)), view.rootOf(Ids.of(commit)));
  }

  /// One page of a directory, in git's order (bytes of the path; recursive: a directory before what
  /// it holds). Costs what the page costs.
  ///
  /// @param recursive everything below, directories included, instead of one level
  /// @param after the last path of the page before; null for the first page
  /// @param limit most entries of the page
  /// @throws FailureException with `EntryNotFound` when there is no such directory, `BadRequest`
  ///   when `after` does not lie below it
  public TreePage list(
      Oid commit, RepoPath directory, boolean recursive, @Nullable RepoPath after, int limit)
      throws IOException {
    ObjectId id = Ids.of(commit);
    TreeTable table = new PathFinder(view.trees(), view.rootOf(id)).directory(directory);
    if (table == null) {
      throw new FailureException(new Failure.EntryNotFound(directory.text(), commit));
    }
    var listing = new Listing(view.trees(), directory, table, recursive);
    if (after != null) {
      listing.seekAfter(after);
    }
    List<Listing.Found> found = listing.next(limit + 1);
    boolean more = found.size() > limit;
    List<Listing.Found> page = more ? found.subList(0, limit) : found;
    return new TreePage(new EntryFacts(view).of(id, page), more);
  }

  /// The entries at these paths, in the order asked; paths that do not exist are left out, and so
  /// is the root.
  public List<TreeEntry> entries(Oid commit, Collection<RepoPath> paths) throws IOException {
    ObjectId id = Ids.of(commit);
    var finder = new PathFinder(view.trees(), view.rootOf(id));
    List<Listing.Found> found = new ArrayList<>();
    for (RepoPath path : new TreeSet<>(paths)) {
      Listing.Found one = finder.locate(path);
      if (one != null) {
        found.add(one);
      }
    }
    Map<RepoPath, TreeEntry> entries = new HashMap<>();
    for (TreeEntry entry : new EntryFacts(view).of(id, found)) {
      entries.put(entry.path(), entry);
    }
    return paths.stream().map(entries::get).filter(Objects::nonNull).toList();
  }

  /// The entry at a path.
  public Optional<TreeEntry> entry(Oid commit, RepoPath path) throws IOException {
    return entries(commit, List.of(path)).stream().findFirst();
  }

  /// The names of a commit's files.
  public FileNames names(Oid commit) throws IOException {
    return new FileNames(view, view.rootOf(Ids.of(commit)));
  }

  /// The sum of all file sizes of a commit, in bytes; empty while it is not known. Costs one query.
  public Optional<Long> size(Oid commit) throws IOException {
    Oid root = Ids.of(view.rootOf(Ids.of(commit)));
    return Optional.ofNullable(view.ledger().treeSizes(List.of(root)).get(root));
  }

  /// Which of these git blobs are LFS pointers.
  public Map<Oid, LfsPointer> pointers(Collection<Oid> blobs) {
    return view.ledger().pointers(blobs);
  }

  /// The content of a git blob: of a regular file, or the pointer of an LFS file. It can be read
  /// while this repository is open.
  ///
  /// @throws FailureException with `NotFound` when there is no such blob
  public GitBlob open(Oid blob) throws IOException {
    try {
      return new LoadedBlob(view.objects().open(Ids.of(blob), Constants.OBJ_BLOB));
    } catch (MissingObjectException _) {
      throw new FailureException(new Failure.NotFound("No such blob: " + blob));
    }
  }

  /// What `.gitattributes` says at a commit, nested files included; read as paths are asked for.
  ///
  /// @param commit null for a repository without commits
  public LfsAttributes attributes(@Nullable Oid commit) {
    return treeAttributes(commit);
  }

  /// What `.gitattributes` would say if the root's file had this text: what is about to be
  /// committed.
  ///
  /// @param commit null for a repository without commits
  public LfsAttributes attributes(@Nullable Oid commit, String root) {
    return treeAttributes(commit).withRoot(root);
  }

  private TreeAttributes treeAttributes(@Nullable Oid commit) {
    return new TreeAttributes(
        commit == null ? _ -> null : new CommitPaths(view, commit),
        blob -> view.objects().open(blob, Constants.OBJ_BLOB).openStream());
  }

  /// History from a commit backwards, newest first.
  public List<Commit> commits(Oid from, int skip, int limit) throws IOException {
    return new CommitLog(view.objects()).page(Ids.of(from), skip, limit);
  }

  /// How many commits can be reached from this one, itself included.
  public long countCommits(Oid from) throws IOException {
    return store.counts().count(from, view);
  }

  /// Creates, moves and deletes refs.
  ///
  /// @param actor the account's id, for the ref log
  public RefMoves moves(long actor) {
    return new RefMoves(store, view, actor);
  }

  /// Compares two commits.
  ///
  /// @param before null for an empty tree
  public Comparison compare(@Nullable Oid before, Oid after, DiffLimits limits) throws IOException {
    return new Comparison(
        view,
        before == null ? null : view.rootOf(Ids.of(before)),
        view.rootOf(Ids.of(after)),
        limits);
  }

  /// The best common ancestor of two commits; empty when their histories never met.
  public Optional<Oid> mergeBase(Oid one, Oid other) throws IOException {
    return new CommitLog(view.objects()).mergeBase(Ids.of(one), Ids.of(other));
  }

  /// One commit.
  ///
  /// @throws FailureException with `RevisionNotFound` when there is none of that id
  public Commit commit(Oid id) throws IOException {
    return commits(resolve(new Revision(id.hex())).commit(), 0, 1).getFirst();
  }

  View view() {
    return view;
  }

  /// Takes the pointers to some LFS objects out of the history of every branch, tag and other ref.
  /// The former commits can be reached by their ids until they are collected.
  ///
  /// @param actor the account's id, for the ref log
  /// @param alongside rows that belong to the same transaction
  /// @return false when no ref leads to such a pointer; nothing was written then, `alongside`
  ///   neither
  /// @throws FailureException with `Unavailable` when other processes keep moving the refs
  public boolean removeLfs(
      Set<Sha256> objects, long actor, Collection<? extends Alongside> alongside)
      throws IOException {
    return HistoryRewrite.run(store, view.repository(), objects, actor, alongside);
  }

  /// Starts a commit on a branch.
  public CommitDraft draft(RefName branch) {
    return new CommitDraft(store, view.repository(), branch);
  }

  @Override
  public void close() {
    view.close();
  }
}

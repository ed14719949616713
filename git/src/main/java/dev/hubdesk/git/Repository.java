package dev.hubdesk.git;

import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RefName;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.Revision;
import dev.hubdesk.protocol.TreeEntry;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One request's view of one repository. For one thread; close it when the request ends.
public final class Repository implements AutoCloseable {

  /// Finds the commit that a revision stands for: branch, tag, full commit id, unambiguous short id
  /// of at least [#MIN_SHORT_ID] digits, full ref name (`refs/heads/x`, `refs/pr/N`) or `HEAD`. A
  /// branch wins over a tag of the same name.
  ///
  /// @throws dev.hubdesk.protocol.FailureException with `RevisionNotFound`
  public Resolved resolve(Revision revision) throws IOException {
    throw new UnsupportedOperationException();
  }

  /// The shortest abbreviation of a commit id that is understood.
  public static final int MIN_SHORT_ID = 7;

  /// All refs, by name.
  public List<RefRecord> refs() {
    throw new UnsupportedOperationException();
  }

  /// One ref.
  public Optional<RefRecord> ref(RefName name) {
    throw new UnsupportedOperationException();
  }

  /// One page of a directory, in git's order (bytes of the path; recursive: a directory before what
  /// it holds). Costs what the page costs.
  ///
  /// @param recursive everything below, directories included, instead of one level
  /// @param after the last path of the page before; null for the first page
  /// @param limit most entries of the page
  /// @throws dev.hubdesk.protocol.FailureException with `EntryNotFound` when there is no such
  ///   directory
  public TreePage list(
      Oid commit, RepoPath directory, boolean recursive, @Nullable RepoPath after, int limit)
      throws IOException {
    throw new UnsupportedOperationException();
  }

  /// The entries at these paths, in the order asked; paths that do not exist are left out, and so
  /// is the root.
  public List<TreeEntry> entries(Oid commit, Collection<RepoPath> paths) throws IOException {
    throw new UnsupportedOperationException();
  }

  /// The entry at a path.
  public Optional<TreeEntry> entry(Oid commit, RepoPath path) throws IOException {
    return entries(commit, List.of(path)).stream().findFirst();
  }

  /// The content of a git blob: of a regular file, or the pointer of an LFS file.
  public GitBlob open(Oid blob) throws IOException {
    throw new UnsupportedOperationException();
  }

  /// What `.gitattributes` says at a commit, nested files included; read as paths are asked for.
  ///
  /// @param commit null for a repository without commits
  public LfsAttributes attributes(@Nullable Oid commit) {
    throw new UnsupportedOperationException();
  }

  /// History from a commit backwards, newest first.
  public List<Commit> commits(Oid from, int skip, int limit) throws IOException {
    throw new UnsupportedOperationException();
  }

  /// How many commits can be reached from this one, itself included.
  public long countCommits(Oid from) throws IOException {
    throw new UnsupportedOperationException();
  }

  /// Starts a commit on a branch.
  public CommitDraft draft(RefName branch) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}

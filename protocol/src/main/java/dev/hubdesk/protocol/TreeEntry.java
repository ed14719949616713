package dev.hubdesk.protocol;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One entry of a directory, with the facts that a File Tree listing tells.
public sealed interface TreeEntry {

  /// The full path from the repository's root.
  RepoPath path();

  /// The git object: blob or tree. For an LFS file the blob that holds the pointer.
  Oid oid();

  /// Bytes of the file (of the LFS object, not its pointer), or of all files below the directory.
  long size();

  /// The last commit that changed this path; null while history is still being indexed.
  @Nullable CommitFacts lastCommit();

  /// A regular file, an LFS file or a symbolic link.
  ///
  /// @param lfs the pointer when the file is an LFS file
  record File(
      RepoPath path, Oid oid, long size, @Nullable LfsPointer lfs, @Nullable CommitFacts lastCommit)
      implements TreeEntry {

    /// The pointer when the file is an LFS file.
    public Optional<LfsPointer> pointer() {
      return Optional.ofNullable(lfs);
    }
  }

  /// A directory.
  record Directory(RepoPath path, Oid oid, long size, @Nullable CommitFacts lastCommit)
      implements TreeEntry {}
}

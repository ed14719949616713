package dev.hubdesk.desk.mirror;

import dev.hubdesk.desk.cache.ContentDigest;
import dev.hubdesk.desk.cache.FolderName;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoPath;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What has to be done so that one side shows everything of a repository that the other shows.
///
/// @param blobs to copy
/// @param checks blobs that are there and whose bytes are to be compared with their names
/// @param plainChecks files that stand at the destination without a blob, and are to be compared
/// @param entries of snapshots to make
/// @param refs to set
/// @param listings to copy
/// @param absent marks to make
record RepoTask(
    FolderName name,
    Status status,
    List<Content> blobs,
    List<Content> checks,
    List<PlainCheck> plainChecks,
    List<Entry> entries,
    SortedMap<RepoPath, Oid> refs,
    SortedSet<Oid> listings,
    SortedSet<RepoPath> absent) {

  /// How the two sides of a repository compare.
  enum Status {
    /// The source has it, the destination does not.
    MISSING,
    /// The destination lacks something of the source, or a ref stands elsewhere.
    OUTDATED,
    /// The destination shows all that the source shows.
    IN_SYNC
  }

  /// A file of a snapshot.
  ///
  /// @param promised the digest that its bytes must have; null for a plain file of which nothing
  ///   tells
  record Entry(Oid commit, RepoPath path, Content content, @Nullable ContentDigest promised) {

    boolean isPlain() {
      return content.digest() == null;
    }
  }

  /// A plain file of the destination that may be right: by what its entry is promised to be, else
  /// by the bytes of the source.
  record PlainCheck(Entry entry, Path there) {

    private long work() {
      long size = entry.content.size();
      return entry.promised == null ? 2 * size : size;
    }
  }

  /// Whether there is nothing to do.
  boolean isDone() {
    return status == Status.IN_SYNC && blobs.isEmpty() && entries.isEmpty() && !hasChecks();
  }

  private boolean hasChecks() {
    return !checks.isEmpty() || !plainChecks.isEmpty();
  }

  /// Bytes to copy.
  long bytes() {
    return sum(blobs) + sum(plain().map(Entry::content).toList());
  }

  /// Files to copy.
  long files() {
    return blobs.size() + plain().count();
  }

  /// How much it is, without what it is.
  Amount amount() {
    return new Amount(name, status, files(), bytes());
  }

  /// What a repository costs.
  record Amount(FolderName name, Status status, long files, long bytes) {}

  /// Files to copy or to check.
  long steps() {
    return files() + checks.size() + plainChecks.size();
  }

  /// Bytes to read through, on one side or the other. A copy of which nothing tells what it must be
  /// is read again.
  long work() {
    long unknown =
        plain()
            .filter(entry -> entry.promised == null)
            .mapToLong(entry -> entry.content.size())
            .sum();
    return bytes() + unknown + sum(checks) + plainChecks.stream().mapToLong(PlainCheck::work).sum();
  }

  private Stream<Entry> plain() {
    return entries.stream().filter(Entry::isPlain);
  }

  private static long sum(Collection<Content> contents) {
    return contents.stream().mapToLong(Content::size).sum();
  }
}

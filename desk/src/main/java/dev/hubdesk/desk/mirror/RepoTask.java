package dev.hubdesk.desk.mirror;

import dev.hubdesk.desk.cache.FolderName;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoPath;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/// What has to be done so that one side shows everything of a repository that the other shows.
///
/// @param blobs to copy
/// @param checks blobs that are there and whose bytes are to be compared with their names
/// @param entries of snapshots to make
/// @param refs to set
/// @param listings to copy
/// @param absent marks to make
record RepoTask(
    FolderName name,
    Status status,
    List<Content> blobs,
    List<Content> checks,
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
  record Entry(Oid commit, RepoPath path, Content content) {

    boolean isPlain() {
      return content.digest() == null;
    }
  }

  /// Whether there is nothing to do.
  boolean isDone() {
    return status == Status.IN_SYNC && blobs.isEmpty() && checks.isEmpty() && entries.isEmpty();
  }

  /// Bytes to copy.
  long bytes() {
    return sum(blobs) + sum(plain());
  }

  /// Files to copy.
  long files() {
    return blobs.size() + (long) plain().size();
  }

  /// How much it is, without what it is.
  Amount amount() {
    return new Amount(name, status, files(), bytes());
  }

  /// What a repository costs.
  record Amount(FolderName name, Status status, long files, long bytes) {}

  /// Bytes to read through, on one side or the other.
  long work() {
    return bytes() + sum(checks);
  }

  private List<Content> plain() {
    return entries.stream().filter(Entry::isPlain).map(Entry::content).toList();
  }

  private static long sum(Collection<Content> contents) {
    return contents.stream().mapToLong(Content::size).sum();
  }
}

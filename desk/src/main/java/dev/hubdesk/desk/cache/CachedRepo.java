package dev.hubdesk.desk.cache;

import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.Revision;
import dev.hubdesk.protocol.TreeEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The folder of one repository.
///
/// A snapshot entry is a link into `blobs`; a blob may itself be a link into the store that newer
/// clients share between repositories, so blobs are replaced, never written through.
public final class CachedRepo {

  /// The longest ref that is read, in bytes: a commit id and room for a line's end.
  public static final int MAX_REF_BYTES = 256;

  private final Path folder;
  private final Path locks;
  private final Placement placement;

  CachedRepo(Path folder, Path locks, Placement placement) {
    this.folder = folder;
    this.locks = locks;
    this.placement = placement;
  }

  public Path folder() {
    return folder;
  }

  /// Where the bytes with that digest belong.
  public Path blob(ContentDigest digest) {
    return folder.resolve("blobs").resolve(digest.etag());
  }

  /// Whether the bytes are here already. A blob of another size is none (a machine that lost power
  /// may leave a short one).
  public boolean hasBlob(ContentDigest digest, long size) {
    try {
      Path blob = blob(digest);
      return Files.isRegularFile(blob) && Files.size(blob) == size;
    } catch (IOException _) {
      return false;
    }
  }

  /// Where a file of a commit stands.
  public Path entry(Oid commit, RepoPath path) {
    return snapshot(commit).resolve(path.text());
  }

  /// The folder of a commit.
  public Path snapshot(Oid commit) {
    return folder.resolve("snapshots").resolve(commit.hex());
  }

  /// Whether a file of a commit can be read here with the size that it must have.
  public boolean hasEntry(Oid commit, RepoPath path, long size) {
    try {
      Path entry = entry(commit, path);
      return Files.isRegularFile(entry) && Files.size(entry) == size;
    } catch (IOException _) {
      return false;
    }
  }

  /// Whether a file of a commit stands here as a plain file of that size: what clients write where
  /// links are not possible.
  public boolean hasCopy(Oid commit, RepoPath path, long size) {
    return !Files.isSymbolicLink(entry(commit, path)) && hasEntry(commit, path, size);
  }

  /// Takes the lock under which clients fetch a blob; empty while another program has it.
  public Optional<BlobLock> tryLock(ContentDigest digest) {
    return BlobLock.tryTake(locks.resolve(digest.etag() + ".lock"));
  }

  /// Makes a blob visible as a file of a commit. An entry that is right already stays.
  ///
  /// @return whether anything had to be done
  /// @throws FailureException with [Failure.InvalidPath] when a folder on the way is a link
  public boolean link(Oid commit, RepoPath path, ContentDigest digest) throws IOException {
    return link(commit, path, digest, () -> {});
  }

  /// As [#link], and may be ended where contents have to be read.
  ///
  /// @param stopCheck called again and again meanwhile; what it throws ends the work
  public boolean link(Oid commit, RepoPath path, ContentDigest digest, Runnable stopCheck)
      throws IOException {
    Path snapshot = Files.createDirectories(snapshot(commit));
    Path blob = blob(digest);
    Path blobs = Objects.requireNonNull(blob.getParent());
    Path entry = RealFolders.parentOf(snapshot, path);
    boolean changed = placement.show(blob, entry, blobs, stopCheck);
    forgetAbsence(commit, path);
    return changed;
  }

  /// Clients note which files a commit does not have, and ask no more.
  private void forgetAbsence(Oid commit, RepoPath path) throws IOException {
    Path absent = folder.resolve(".no_exist").resolve(commit.hex());
    if (Files.isDirectory(absent)) {
      Files.deleteIfExists(absent.resolve(path.text()));
    }
  }

  /// Remembers all files of a commit, from which clients tell without a network whether a snapshot
  /// is whole.
  ///
  /// @param all every file of the commit, whether it is wanted or not
  public void writeListing(Oid commit, List<TreeEntry.File> all) throws IOException {
    Files.createDirectories(snapshot(commit));
    TreeListing.write(folder, commit, all);
  }

  /// The commit that a revision stood for when it was last downloaded.
  public Optional<Oid> readRef(Revision revision) throws IOException {
    Path ref = ref(revision);
    try {
      if (!Files.isRegularFile(ref) || Files.size(ref) > MAX_REF_BYTES) {
        return Optional.empty();
      }
      return Oid.parse(Files.readString(ref).strip());
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  /// Remembers what a revision stands for. A revision that is the commit itself needs no ref.
  ///
  /// @throws FailureException with [Failure.InvalidPath] when the revision can not be a file name
  public void writeRef(Revision revision, Oid commit) throws IOException {
    if (revision.text().equals(commit.hex()) || readRef(revision).equals(Optional.of(commit))) {
      return;
    }
    // Clients take a ref without its snapshot for damage.
    Files.createDirectories(snapshot(commit));
    Path refs = Files.createDirectories(folder.resolve("refs"));
    Path ref = RealFolders.parentOf(refs, RepoPath.parse(revision.text()));
    AtomicText.write(ref, commit.hex());
  }

  private Path ref(Revision revision) {
    return folder.resolve("refs").resolve(RepoPath.parse(revision.text()).text());
  }
}

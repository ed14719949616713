package dev.hubdesk.desk.flat;

import dev.hubdesk.desk.cache.BlobLock;
import dev.hubdesk.desk.cache.RealFolders;
import dev.hubdesk.desk.transfer.CancelSignal;
import dev.hubdesk.desk.transfer.OtherPrograms;
import dev.hubdesk.desk.transfer.PlanFiles;
import dev.hubdesk.desk.transfer.PlannedFile;
import dev.hubdesk.desk.transfer.SnapshotPlace;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;

/// One commit as real files. Bytes arrive among the records and are moved to their place when they
/// are verified; a file that stands there and has the right bytes is left alone.
public final class FlatSnapshot implements SnapshotPlace {

  private static final int BUFFER = 1 << 18;

  private final Path root;
  private final RepoPath folder;
  private final Oid commit;
  private final DownloadRecords records;

  /// @param root the folder above `<owner>/<name>`
  /// @param repo under whose name the files stand
  public FlatSnapshot(Path root, RepoId repo, Oid commit) {
    this.root = root;
    this.folder = new RepoPath(repo.path());
    this.commit = commit;
    this.records = new DownloadRecords(root, folder);
  }

  @Override
  public Path root() {
    return root;
  }

  @Override
  public void prepare(PlanFiles files) throws IOException {
    Files.createDirectories(root);
    records.prepare(files);
    new FlatNames(records.folder()).check(files);
    for (PlannedFile file : files) {
      RealFolders.refuseLinks(root, within(file));
    }
  }

  /// What is recorded of an unchanged file is believed.
  @Override
  public boolean isKnown(PlannedFile file) throws IOException {
    Path entry = entry(file);
    if (!standsWithItsSize(entry, file)) {
      return false;
    }
    var record = records.of(file.path());
    boolean known =
        record.isPresent()
            && record.get().isTrueOf(entry)
            && record.get().etag().equals(file.digest().etag());
    if (known && !record.get().commit().equals(commit.hex())) {
      note(file);
    }
    return known;
  }

  /// What is not recorded is read and compared.
  @Override
  public boolean isDone(PlannedFile file, CancelSignal stop) throws IOException {
    if (isKnown(file)) {
      return true;
    }
    boolean right = standsWithItsSize(entry(file), file) && hasDigest(entry(file), file, stop);
    if (right) {
      note(file);
    }
    return right;
  }

  /// The lock under which `huggingface_hub` brings a file and looks at its record. It is held until
  /// the record is written, so that a client that waits for it finds the file and fetches nothing.
  @Override
  public BlobLock lock(PlannedFile file, CancelSignal stop) throws InterruptedException {
    Path lock = records.lock(file.path());
    return new OtherPrograms(bytes(file)).waitFor(() -> BlobLock.tryTake(lock), () -> false, stop);
  }

  @Override
  public Path bytes(PlannedFile file) {
    return records.bytes(file);
  }

  @Override
  public boolean holdsBytes(PlannedFile file) {
    try {
      return standsWithItsSize(entry(file), file) || Files.exists(bytes(file));
    } catch (IOException _) {
      return false;
    }
  }

  /// One rename: whatever stood there before is replaced as a whole, and a link is not followed.
  @Override
  public void show(PlannedFile file, CancelSignal stop) throws IOException {
    Path entry = RealFolders.parentOf(root, within(file));
    try {
      Files.move(bytes(file), entry, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      // Where locks do not work, another program may have shown it.
      if (!standsWithItsSize(entry, file) || !hasDigest(entry, file, stop)) {
        throw e;
      }
    }
    note(file);
  }

  @Override
  public void finish() {
    // The records say all there is to say.
  }

  private void note(PlannedFile file) throws IOException {
    records.write(file, commit);
  }

  private RepoPath within(PlannedFile file) {
    return new RepoPath(folder.text() + "/" + file.path().text());
  }

  @Override
  public Path entry(PlannedFile file) {
    return root.resolve(within(file).text());
  }

  private static boolean standsWithItsSize(Path entry, PlannedFile file) throws IOException {
    return Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)
        && Files.size(entry) == file.size();
  }

  private static boolean hasDigest(Path entry, PlannedFile file, CancelSignal stop)
      throws IOException {
    MessageDigest digest = file.digest().start(file.size());
    var buffer = new byte[Math.clamp(file.size(), 1, BUFFER)];
    try (InputStream in = Files.newInputStream(entry)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        stop.check();
        digest.update(buffer, 0, n);
      }
    }
    return file.digest().matches(digest.digest());
  }
}

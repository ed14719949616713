package dev.hubdesk.app.backup;

import dev.hubdesk.app.DataDirectory;
import dev.hubdesk.blobs.BlobInfo;
import dev.hubdesk.blobs.BlobKey;
import dev.hubdesk.blobs.BlobStore;
import dev.hubdesk.blobs.BlobWriter;
import dev.hubdesk.blobs.DirectoryBlobs;
import dev.hubdesk.catalog.files.DurableFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Makes a data directory of a backup. Every byte is compared with the manifest on the way. What
/// makes it a data directory comes last: one that was broken off is refused by every start, and can
/// be restored into again.
public final class Restore {

  private static final String MARK = "restoring";
  private static final String FORMAT = "format";

  private final Path backup;
  private final Path data;
  private final Consumer<String> progress;

  /// @param progress hears a sentence now and then
  public Restore(Path backup, Path data, Consumer<String> progress) {
    this.backup = backup;
    this.data = data;
    this.progress = progress;
  }

  /// Restores.
  ///
  /// @throws BackupException when the backup is not complete or damaged, or the directory is not
  ///   empty
  public void run() throws IOException {
    Manifest manifest = Manifest.readFrom(backup);
    prepare();
    try (BlobStore from = DirectoryBlobs.open(backup.resolve("blobs"));
        BlobStore to = DirectoryBlobs.open(data.resolve("blobs"))) {
      for (Map.Entry<BlobKey, Manifest.Stored> blob : manifest.blobs().entrySet()) {
        copy(blob.getKey(), blob.getValue(), from, to);
      }
    }
    restoreDatabase(manifest);
    // The file that makes it a data directory. From here on a Hub may have started on it.
    DurableFile.replace(data.resolve(FORMAT), DataDirectory.FORMAT + "\n");
    Files.delete(data.resolve(MARK));
    progress.accept(
        "restored the state of %s: %d blobs and the database, %d bytes, all compared"
            .formatted(manifest.at(), manifest.blobs().size(), manifest.bytes()));
  }

  private void prepare() throws IOException {
    BackupFiles.directory(data);
    Path mark = data.resolve(MARK);
    boolean begun = Files.exists(mark) && !Files.exists(data.resolve(FORMAT));
    if (!begun && !BackupFiles.isEmptyBut(data, MARK)) {
      throw new BackupException(data + " is not empty; restore into an empty directory");
    }
    DurableFile.replace(mark, "A backup is being restored into this directory.\n");
  }

  private static void copy(BlobKey key, Manifest.Stored expected, BlobStore from, BlobStore to)
      throws IOException {
    Optional<BlobInfo> there = to.find(key);
    if (there.isPresent()) {
      try (InputStream in = to.open(key)) {
        if (BackupFiles.read(in).equals(expected)) {
          return;
        }
      }
      to.delete(key);
    }
    try (InputStream in = from.open(key);
        BlobWriter out = to.create(key)) {
      compare(key.text(), expected, BackupFiles.copy(in, out));
      out.commit();
    } catch (NoSuchFileException _) {
      throw new BackupException("The backup is damaged: " + key + " is missing");
    }
  }

  private void restoreDatabase(Manifest manifest) throws IOException {
    Path fresh = data.resolve("hubdesk.db.new");
    Path source = backup.resolve(manifest.database());
    if (!Files.isRegularFile(source)) {
      throw new BackupException("The backup is damaged: " + source + " is missing");
    }
    try (InputStream in = Files.newInputStream(source);
        OutputStream out = Files.newOutputStream(fresh)) {
      compare(manifest.database(), manifest.databaseFile(), BackupFiles.copy(in, out));
    }
    BackupFiles.ownerOnly(fresh);
    DurableFile.sync(fresh);
    Files.move(
        fresh,
        data.resolve("hubdesk.db"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static void compare(String what, Manifest.Stored expected, Manifest.Stored found) {
    if (!found.equals(expected)) {
      throw new BackupException("The backup is damaged: " + what + " is not what it was");
    }
  }
}

package dev.hubdesk.app.backup;

import dev.hubdesk.app.DurableFile;
import dev.hubdesk.blobs.BlobInfo;
import dev.hubdesk.blobs.BlobKey;
import dev.hubdesk.blobs.BlobStore;
import dev.hubdesk.blobs.BlobWriter;
import dev.hubdesk.blobs.DirectoryBlobs;
import dev.hubdesk.catalog.SqliteCopy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Copies the data of a Hub, which may run and be written to meanwhile, into a directory.
///
/// The database comes first, as one consistent state; then every blob that it names, which the Hub
/// is kept from deleting. The manifest comes last, in one step: until then the directory holds the
/// backup before, or none. What is in the directory already is not copied again.
public final class Backup {

  private static final Duration HOLD = Duration.ofMinutes(15);
  private static final Duration RENEW_EVERY = Duration.ofMinutes(1);
  private static final String MARK = "format";
  private static final String MARK_TEXT = "hubdesk-backup\n";

  private final Path data;
  private final Path directory;
  private final Consumer<String> progress;
  private final String holder = UUID.randomUUID().toString();
  private Instant renewed = Instant.EPOCH;
  private int copied;
  private long copiedBytes;

  /// @param progress hears a sentence now and then
  public Backup(Path data, Path directory, Consumer<String> progress) {
    this.data = data;
    this.directory = directory;
    this.progress = progress;
  }

  /// Makes the backup.
  ///
  /// @throws BackupException when something in the data is missing or damaged, or another backup is
  ///   under way
  public void run() throws IOException {
    Path source = data.resolve("hubdesk.db");
    if (!Files.isRegularFile(source)) {
      throw new BackupException(data + " is no data directory of a Hub");
    }
    prepare();
    Map<BlobKey, Manifest.Stored> before =
        Manifest.isIn(directory) ? Manifest.readFrom(directory).blobs() : Map.of();
    try (SqliteCopy database = SqliteCopy.of(source);
        BlobStore from = DirectoryBlobs.open(data.resolve("blobs"));
        BlobStore to = DirectoryBlobs.open(directory.resolve("blobs"))) {
      hold(database);
      try {
        Manifest manifest = copy(database, from, to, before);
        manifest.writeTo(directory);
        tidy(manifest, to);
        progress.accept(
            "%d blobs and the database, %d bytes; %d blobs (%d bytes) were new"
                .formatted(manifest.blobs().size(), manifest.bytes(), copied, copiedBytes));
      } finally {
        database.letGo(holder);
      }
    }
  }

  private void prepare() throws IOException {
    BackupFiles.directory(directory);
    Path mark = directory.resolve(MARK);
    if (Files.isRegularFile(mark)) {
      if (!Files.readString(mark).equals(MARK_TEXT)) {
        throw foreign();
      }
      return;
    }
    if (!BackupFiles.isEmptyBut(directory, MARK)) {
      throw foreign();
    }
    DurableFile.replace(mark, MARK_TEXT);
  }

  private BackupException foreign() {
    return new BackupException(directory + " is not empty and holds no backup of Hubdesk");
  }

  private void hold(SqliteCopy database) {
    if (!database.hold(holder, HOLD)) {
      throw new BackupException(
          "Another backup is under way, or was broken off less than "
              + HOLD.toMinutes()
              + " minutes ago");
    }
    renewed = Instant.now();
  }

  private Manifest copy(
      SqliteCopy database, BlobStore from, BlobStore to, Map<BlobKey, Manifest.Stored> before)
      throws IOException {
    Instant at = Instant.now();
    String name = "database-" + at.toEpochMilli() + ".db";
    Path file = directory.resolve(name);
    database.writeTo(file);
    DurableFile.sync(file);
    progress.accept("the database is copied");
    Map<BlobKey, Long> needed;
    try (SqliteCopy copy = SqliteCopy.of(file)) {
      needed = copy.blobs();
    }
    SortedMap<BlobKey, Manifest.Stored> blobs = new TreeMap<>();
    for (Map.Entry<BlobKey, Long> blob : needed.entrySet()) {
      if (Instant.now().isAfter(renewed.plus(RENEW_EVERY))) {
        hold(database);
        progress.accept("%d of %d blobs".formatted(blobs.size(), needed.size()));
      }
      blobs.put(blob.getKey(), copy(blob.getKey(), blob.getValue(), from, to, before));
    }
    hold(database);
    return new Manifest(at, name, BackupFiles.read(file), blobs);
  }

  private Manifest.Stored copy(
      BlobKey key, long size, BlobStore from, BlobStore to, Map<BlobKey, Manifest.Stored> before)
      throws IOException {
    Optional<BlobInfo> there = to.find(key);
    if (there.isPresent() && there.get().size() == size) {
      Manifest.Stored known = before.get(key);
      if (known != null && known.bytes() == size) {
        return known;
      }
      try (InputStream in = to.open(key)) {
        return checked(key, size, BackupFiles.read(in));
      }
    }
    to.delete(key);
    try (InputStream in = from.open(key);
        BlobWriter out = to.create(key)) {
      Manifest.Stored stored = checked(key, size, BackupFiles.copy(in, out));
      out.commit();
      copied++;
      copiedBytes += size;
      return stored;
    } catch (NoSuchFileException _) {
      throw new BackupException("The blob " + key + " is missing; `admin fsck` tells more");
    }
  }

  private static Manifest.Stored checked(BlobKey key, long size, Manifest.Stored stored) {
    boolean named = key.lfsObject().map(stored.sha256()::equals).orElse(true);
    if (stored.bytes() != size || !named) {
      throw new BackupException("The blob " + key + " is damaged; `admin fsck --deep` tells more");
    }
    return stored;
  }

  /// Removes what only earlier backups needed, and what broken-off ones left.
  private void tidy(Manifest manifest, BlobStore to) throws IOException {
    Set<String> own = Set.of(MARK, Manifest.NAME, "blobs", manifest.database());
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        if (!own.contains(file.getFileName().toString()) && Files.isRegularFile(file)) {
          Files.delete(file);
        }
      }
    }
    List<BlobKey> stale = new ArrayList<>();
    try (Stream<BlobInfo> stored = to.list("")) {
      stored
          .map(BlobInfo::key)
          .filter(key -> !manifest.blobs().containsKey(key))
          .forEach(stale::add);
    }
    for (BlobKey key : stale) {
      to.delete(key);
    }
    to.removeLeftovers(Instant.now().plus(HOLD));
  }
}

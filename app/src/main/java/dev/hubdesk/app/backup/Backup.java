package dev.hubdesk.app.backup;

import dev.hubdesk.blobs.BlobInfo;
import dev.hubdesk.blobs.BlobKey;
import dev.hubdesk.blobs.BlobStore;
import dev.hubdesk.blobs.DirectoryBlobs;
import dev.hubdesk.catalog.SqliteCopy;
import dev.hubdesk.catalog.files.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  private static final Duration TELL_EVERY = Duration.ofMinutes(1);
  private static final String MARK = "format";
  private static final String MARK_TEXT = "hubdesk-backup\n";

  private final Path data;
  private final Path directory;
  private final Clock clock;
  private final Consumer<String> progress;
  private final String holder = UUID.randomUUID().toString();
  private Instant renewed = Instant.EPOCH;

  /// @param progress hears a sentence now and then
  public Backup(Path data, Path directory, Clock clock, Consumer<String> progress) {
    this.data = data;
    this.directory = directory;
    this.clock = clock;
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
      hold(database, clock.instant());
      try {
        var copies = new BlobCopies(from, to, before, () -> goOnHolding(database));
        Manifest manifest = copy(database, copies);
        manifest.writeTo(directory);
        tidy(manifest, to);
        progress.accept(
            "%d blobs and the database, %d bytes; %d blobs (%d bytes) were new"
                .formatted(
                    manifest.blobs().size(),
                    manifest.bytes(),
                    copies.copied(),
                    copies.copiedBytes()));
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

  /// Goes on holding the blobs, now and then; asked while bytes flow, for one blob may take longer
  /// than the hold.
  private void goOnHolding(SqliteCopy database) {
    Instant now = clock.instant();
    if (now.isAfter(renewed.plus(RENEW_EVERY))) {
      hold(database, now);
    }
  }

  private void hold(SqliteCopy database, Instant now) {
    if (!database.hold(holder, now, now.plus(HOLD))) {
      throw new BackupException(
          "Another backup is under way, or was broken off less than "
              + HOLD.toMinutes()
              + " minutes ago");
    }
    renewed = now;
  }

  private Manifest copy(SqliteCopy database, BlobCopies copies) throws IOException {
    Instant at = clock.instant();
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
    Instant told = clock.instant();
    for (Map.Entry<BlobKey, Long> blob : needed.entrySet()) {
      if (clock.instant().isAfter(told.plus(TELL_EVERY))) {
        told = clock.instant();
        progress.accept("%d of %d blobs".formatted(blobs.size(), needed.size()));
      }
      blobs.put(blob.getKey(), copies.bring(blob.getKey(), blob.getValue()));
    }
    hold(database, clock.instant());
    return new Manifest(at, name, BackupFiles.read(file), blobs);
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
    to.removeLeftovers(clock.instant().plus(HOLD));
  }
}

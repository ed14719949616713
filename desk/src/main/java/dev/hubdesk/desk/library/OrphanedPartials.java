package dev.hubdesk.desk.library;

import dev.hubdesk.desk.cache.BlobLock;
import dev.hubdesk.desk.cache.scan.RepoFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What unfinished downloads of any program left among the blobs of one repository: `*.incomplete`.
final class OrphanedPartials {

  /// A younger one may be on its way, in a program that takes no lock.
  static final Duration MIN_AGE = Duration.ofMinutes(10);

  private static final String SUFFIX = ".incomplete";

  private final Path locks;
  private final RepoFolder folder;
  private final Instant before;

  OrphanedPartials(Path root, RepoFolder folder, Clock clock) {
    this.locks = root.resolve(".locks").resolve(folder.path().getFileName());
    this.folder = folder;
    this.before = clock.instant().minus(MIN_AGE);
  }

  List<PruneService.Found> prune(boolean dryRun) throws IOException {
    var found = new ArrayList<PruneService.Found>();
    for (Path blob : folder.blobs()) {
      if (blob.getFileName().toString().endsWith(SUFFIX)) {
        look(blob, dryRun).ifPresent(found::add);
      }
    }
    return found;
  }

  private Optional<PruneService.Found> look(Path partial, boolean dryRun) throws IOException {
    String name = partial.getFileName().toString();
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(partial, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isDirectory()
          || attributes.lastModifiedTime().toInstant().isAfter(before)
          || !remove(partial, name, dryRun)) {
        return Optional.empty();
      }
      return Optional.of(
          new PruneService.Found(folder.name(), folder.type().singular(), name, attributes.size()));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  /// Whether nobody holds its lock.
  private boolean remove(Path partial, String name, boolean dryRun) throws IOException {
    Path lock = locks.resolve(name.substring(0, name.indexOf('.')) + ".lock");
    if (!Files.exists(lock)) {
      return dryRun || Files.deleteIfExists(partial);
    }
    Optional<BlobLock> held = BlobLock.tryTake(lock);
    if (held.isEmpty()) {
      return false;
    }
    try (BlobLock _ = held.get()) {
      return dryRun || Files.deleteIfExists(partial);
    }
  }
}

package dev.hubdesk.desk.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Goes on with what another program began and left: `<name>.incomplete` and `<name>.<8
/// hex>.incomplete`, as clients of the Hub name theirs, which hold the beginning of the file.
/// Whether the bytes are right is told by the digest of the whole file, as always; where they are
/// not, everything is fetched anew.
final class Adoption {

  /// What somebody wrote to more recently may still be written to.
  static final Duration STALE = Duration.ofMinutes(5);

  private Adoption() {}

  /// Takes over the longest that is found, if nothing of the file is there yet.
  ///
  /// @param destination of the file's bytes
  static void look(PartialNames names, Path destination, long size, CancelSignal stop)
      throws IOException {
    Path folder = Objects.requireNonNull(destination.getParent());
    if (size < TransferEngine.RESUMED_FROM
        || !Files.isDirectory(folder)
        || Files.exists(destination)
        || Files.exists(names.stable(destination))) {
      return;
    }
    Optional<Path> found = longest(folder, destination, size);
    if (found.isPresent()) {
      PartialFile.adopt(names, destination, found.get(), size, stop);
    }
  }

  private static Optional<Path> longest(Path folder, Path destination, long size)
      throws IOException {
    Pattern name =
        Pattern.compile(
            Pattern.quote(destination.getFileName().toString()) + "(\\.[0-9a-f]{8})?\\.incomplete");
    List<Path> named;
    try (Stream<Path> all = Files.list(folder)) {
      named = all.filter(path -> name.matcher(path.getFileName().toString()).matches()).toList();
    }
    return named.stream()
        .filter(path -> isLeft(path, size))
        .max(Comparator.comparingLong(path -> path.toFile().length()));
  }

  private static boolean isLeft(Path path, long size) {
    try {
      Instant written = Files.getLastModifiedTime(path).toInstant();
      long length = Files.size(path);
      return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
          && !Files.exists(PartialNames.journal(path)) // Another Desk's, and full of holes.
          && length >= TransferEngine.RESUMED_FROM
          && length <= size
          && written.isBefore(Instant.now().minus(STALE));
    } catch (IOException _) {
      return false; // Its owner took it away.
    }
  }
}

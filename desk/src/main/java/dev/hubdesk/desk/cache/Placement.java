package dev.hubdesk.desk.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How files are shown in a second place below one root: by a symbolic link, where that cannot be
/// by a hard link, else by a copy. What works is found out once and told once.
public final class Placement {

  private static final Logger LOG = LoggerFactory.getLogger(Placement.class);

  private final Path root;
  private final Links links;
  private volatile Method method = Method.SYMBOLIC_LINK;

  /// The ways, the best first.
  enum Method {
    SYMBOLIC_LINK("symbolic links"),
    HARD_LINK("hard links, which take no room"),
    COPY("copies, which take as much room again");

    private final String text;

    Method(String text) {
      this.text = text;
    }
  }

  /// The calls of the file system.
  interface Links {

    Links REAL =
        new Links() {
          @Override
          public void symbolic(Path entry, Path target) throws IOException {
            Files.createSymbolicLink(entry, target);
          }

          @Override
          public void hard(Path entry, Path existing) throws IOException {
            Files.createLink(entry, existing);
          }
        };

    void symbolic(Path entry, Path target) throws IOException;

    void hard(Path entry, Path existing) throws IOException;
  }

  /// For entries below a root.
  public Placement(Path root) {
    this(root, Links.REAL);
  }

  Placement(Path root, Links links) {
    this.root = root;
    this.links = links;
  }

  Method method() {
    return method;
  }

  /// Shows a file as `entry`, whose folder exists. An entry that is right already stays; any other
  /// is replaced at once.
  ///
  /// @param staging the folder on the same volume for what is not finished yet
  /// @return whether anything had to be done
  public boolean show(Path existing, Path entry, Path staging) throws IOException {
    Path target = target(existing, entry);
    if (isRight(existing, entry, target)) {
      return false;
    }
    if (Files.exists(entry, LinkOption.NOFOLLOW_LINKS)) {
      replace(existing, entry, target, staging);
      return true;
    }
    try {
      place(existing, entry, target, staging);
    } catch (FileAlreadyExistsException _) {
      if (!isRight(existing, entry, target)) {
        replace(existing, entry, target, staging);
      }
    }
    return true;
  }

  /// Relative, so that both may be moved together; on another drive that cannot be.
  private static Path target(Path existing, Path entry) {
    return Objects.equals(existing.getRoot(), entry.getRoot())
        ? Objects.requireNonNull(entry.getParent()).relativize(existing)
        : existing;
  }

  /// The same target, the same file, or the same content.
  private static boolean isRight(Path existing, Path entry, Path target) throws IOException {
    try {
      return Files.readSymbolicLink(entry).equals(target);
    } catch (NoSuchFileException _) {
      return false;
    } catch (IOException _) {
      // No link.
    }
    if (!Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    return Files.isSameFile(entry, existing)
        || (Files.size(entry) == Files.size(existing) && Files.mismatch(entry, existing) < 0);
  }

  private void replace(Path existing, Path entry, Path target, Path staging) throws IOException {
    Path fresh =
        staging.resolve(entry.getFileName() + ".link" + AtomicText.suffix() + ".incomplete");
    try {
      place(existing, fresh, target, staging);
      Files.move(fresh, entry, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private void place(Path existing, Path entry, Path target, Path staging) throws IOException {
    Method now = method;
    while (true) {
      try {
        place(now, existing, entry, target, staging);
        settle(now);
        return;
      } catch (FileAlreadyExistsException e) {
        throw e;
      } catch (IOException | UnsupportedOperationException e) {
        now = next(now, e);
      }
    }
  }

  private void place(Method how, Path existing, Path entry, Path target, Path staging)
      throws IOException {
    switch (how) {
      case SYMBOLIC_LINK -> links.symbolic(entry, target);
      case HARD_LINK -> links.hard(entry, existing.toRealPath());
      case COPY -> copy(existing, entry, staging);
    }
  }

  private static Method next(Method failed, Exception why) throws IOException {
    return switch (failed) {
      case SYMBOLIC_LINK -> Method.HARD_LINK;
      case HARD_LINK -> Method.COPY;
      case COPY -> throw why instanceof IOException io ? io : new IOException(why);
    };
  }

  private synchronized void settle(Method worked) {
    if (worked.compareTo(method) > 0) {
      method = worked;
      LOG.warn("Below {} files are shown by {}", root, worked.text);
    }
  }

  private static void copy(Path existing, Path entry, Path staging) throws IOException {
    Path fresh =
        staging.resolve(entry.getFileName() + ".copy" + AtomicText.suffix() + ".incomplete");
    try {
      Files.copy(existing, fresh);
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(fresh, entry, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}

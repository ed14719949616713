package dev.hubdesk.desk.cache;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
  /// @param stopCheck called again and again while contents are read; what it throws ends the work
  /// @return whether anything had to be done
  public boolean show(Path existing, Path entry, Path staging, Runnable stopCheck)
      throws IOException {
    return show(new Showing(existing, entry, target(existing, entry), staging, stopCheck));
  }

  /// One file to show.
  ///
  /// @param target what a symbolic link says
  private record Showing(Path existing, Path entry, Path target, Path staging, Runnable stopCheck) {

    /// The same file under another name.
    Showing as(Path name) {
      return new Showing(existing, name, target, staging, stopCheck);
    }

    Path staged(String mark) {
      return staging.resolve(entry.getFileName() + mark + AtomicText.suffix() + ".incomplete");
    }
  }

  private boolean show(Showing file) throws IOException {
    if (isRight(file)) {
      return false;
    }
    if (Files.exists(file.entry, LinkOption.NOFOLLOW_LINKS)) {
      replace(file);
      return true;
    }
    try {
      place(file);
    } catch (FileAlreadyExistsException _) {
      if (!isRight(file)) {
        replace(file);
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
  private static boolean isRight(Showing file) throws IOException {
    try {
      return Files.readSymbolicLink(file.entry).equals(file.target);
    } catch (NoSuchFileException _) {
      return false;
    } catch (IOException _) {
      // No link.
    }
    if (!Files.isRegularFile(file.entry, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    return Files.isSameFile(file.entry, file.existing)
        || Contents.areSame(file.entry, file.existing, file.stopCheck);
  }

  private void replace(Showing file) throws IOException {
    Path fresh = file.staged(".link");
    try {
      place(file.as(fresh));
      Files.move(fresh, file.entry, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private void place(Showing file) throws IOException {
    Method now = method;
    while (true) {
      try {
        place(now, file);
        settle(now);
        return;
      } catch (FileAlreadyExistsException e) {
        throw e;
      } catch (IOException | UnsupportedOperationException e) {
        now = next(now, e);
      }
    }
  }

  private void place(Method how, Showing file) throws IOException {
    switch (how) {
      case SYMBOLIC_LINK -> links.symbolic(file.entry, file.target);
      case HARD_LINK -> links.hard(file.entry, file.existing.toRealPath());
      case COPY -> copy(file);
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

  private static void copy(Showing file) throws IOException {
    Path fresh = file.staged(".copy");
    try {
      Contents.copy(file.existing, fresh, file.stopCheck);
      Files.move(fresh, file.entry, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}

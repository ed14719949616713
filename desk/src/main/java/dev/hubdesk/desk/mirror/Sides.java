package dev.hubdesk.desk.mirror;

import dev.hubdesk.desk.cache.FolderName;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;

/// The two cache roots of a mirror job, as real paths.
record Sides(Path source, Path destination) {

  private static final String HUB = "hub";
  private static final String TAG = "CACHEDIR.TAG";

  /// Finds them.
  ///
  /// @param local the cache of this machine
  /// @param target the place of the mirror, which must be there
  /// @throws FailureException with BadRequest when the target or the source is not there, or one
  ///   lies within the other
  static Sides of(Direction direction, Path local, Path target) throws IOException {
    if (!Files.isDirectory(target)) {
      throw bad("Target is not there: " + target + " is no folder; is its disk mounted?");
    }
    Path hub = hub(target);
    Path source = direction == Direction.PUSH ? local : hub;
    Path destination = direction == Direction.PUSH ? hub : local;
    if (!Files.isDirectory(source)) {
      throw bad("Nothing to mirror: there is no cache in " + source);
    }
    var sides = new Sides(source.toRealPath(), real(destination));
    sides.check();
    return sides;
  }

  /// The cache root at a target: its folder `hub`, as beside `HF_HOME`; or the target itself where
  /// it is a cache root already, or is called `hub`.
  static Path hub(Path target) throws IOException {
    Path inside = target.resolve(HUB);
    if (Files.isDirectory(inside)) {
      return inside;
    }
    Path name = target.getFileName();
    boolean itself =
        (name != null && name.toString().equals(HUB))
            || Files.exists(target.resolve(TAG))
            || !names(target, "").isEmpty();
    return itself ? target : inside;
  }

  /// The repositories of a root.
  ///
  /// @param filter what their names hold, whatever its case; empty for all
  static SortedSet<FolderName> names(Path root, String filter) throws IOException {
    var names = new TreeSet<FolderName>();
    if (!Files.isDirectory(root)) {
      return names;
    }
    try (DirectoryStream<Path> children = Files.newDirectoryStream(root)) {
      for (Path child : children) {
        FolderName.parse(String.valueOf(child.getFileName()))
            .filter(name -> name.holds(filter))
            .filter(_ ->
                Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS) || Files.isSymbolicLink(child))
            .ifPresent(names::add);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return names;
  }

  private void check() throws IOException {
    boolean same = Files.isDirectory(destination) && Files.isSameFile(source, destination);
    if (same || source.startsWith(destination) || destination.startsWith(source)) {
      throw bad(
          "Invalid target: "
              + destination
              + " and "
              + source
              + " are one folder, or one in another");
    }
  }

  /// The one name of a folder that may not be there yet.
  private static Path real(Path folder) throws IOException {
    Path parent = folder.getParent();
    if (Files.exists(folder) || parent == null) {
      return folder.toRealPath();
    }
    return real(parent).resolve(folder.getFileName());
  }

  private static FailureException bad(String message) {
    return new FailureException(new Failure.BadRequest(message));
  }
}

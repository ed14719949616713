package dev.hubdesk.desk.mirror;

import dev.hubdesk.desk.cache.CachedRepo;
import dev.hubdesk.desk.cache.FolderName;
import dev.hubdesk.desk.cache.Leftovers;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoPath;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads what stands in the folder of a repository. Only what a snapshot shows counts: a download
/// in progress, leftovers and blobs that nothing names are not there.
///
/// A *strict* reader refuses a repository that is not whole or not safe to copy; one that is not
/// strict leaves such pieces out, as if they were missing.
final class ContentsReader {

  /// The most files of a repository, all snapshots together.
  static final int MAX_FILES = 1_000_000;

  private final Path root;
  private final boolean strict;
  private final int most;
  private final CopyWatch watch;

  /// @param root the cache root, a real path
  ContentsReader(Path root, boolean strict, CopyWatch watch) {
    this(root, strict, watch, MAX_FILES);
  }

  ContentsReader(Path root, boolean strict, CopyWatch watch, int most) {
    this.most = most;
    this.root = root;
    this.strict = strict;
    this.watch = watch;
  }

  /// Reads one; without anything where there is no such folder.
  ///
  /// @throws RefusedException what is wrong with it, when the reader is strict
  RepoContents read(FolderName name) throws IOException {
    var found = RepoContents.empty();
    Path folder = root.resolve(name.text());
    if (!isFolder(folder)) {
      return found;
    }
    var walk = new Walk(new BlobFinder(root, folder));
    eachFolder(
        folder.resolve("snapshots"),
        snapshot -> {
          Optional<Oid> commit = Oid.parse(snapshot.getFileName().toString());
          if (commit.isPresent()) {
            var files = new TreeMap<RepoPath, Content>();
            found.snapshots().put(commit.get(), files);
            walk.folder(snapshot, RepoPath.ROOT, files);
          }
        });
    readRefs(folder, found);
    readMarks(folder, found);
    return found;
  }

  private boolean isFolder(Path folder) throws IOException {
    if (Files.isSymbolicLink(folder)) {
      refuse(folder, "is a link");
    }
    return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
  }

  private void readRefs(Path folder, RepoContents found) throws IOException {
    eachFile(
        folder.resolve("refs"),
        RepoPath.ROOT,
        (ref, name) -> {
          if (Leftovers.isHalfWrittenRef(name.name())
              || Files.size(ref) > CachedRepo.MAX_REF_BYTES) {
            return;
          }
          Optional<Oid> commit = Oid.parse(Files.readString(ref).strip());
          if (commit.isPresent()) {
            found.refs().put(name, commit.get());
          }
        });
  }

  private void readMarks(Path folder, RepoContents found) throws IOException {
    eachFile(
        folder.resolve(".no_exist"),
        RepoPath.ROOT,
        (_, name) -> {
          if (found.absent().size() < most) {
            found.absent().add(name);
          }
        });
    for (Oid commit : found.snapshots().keySet()) {
      if (Files.isRegularFile(
          folder.resolve("trees").resolve(commit.hex() + ".json"), LinkOption.NOFOLLOW_LINKS)) {
        found.listings().add(commit);
      }
    }
  }

  private void eachFile(Path folder, RepoPath at, FileStep step) throws IOException {
    each(
        folder,
        child -> {
          Optional<RepoPath> path = RepoPath.find(at.child(child.getFileName().toString()).text());
          if (path.isPresent() && Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
            eachFile(child, path.get(), step);
          } else if (path.isPresent() && Files.isRegularFile(child, LinkOption.NOFOLLOW_LINKS)) {
            step.take(child, path.get());
          }
        });
  }

  private void eachFolder(Path folder, Step step) throws IOException {
    each(
        folder,
        child -> {
          if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
            step.take(child);
          } else if (Files.isSymbolicLink(child)) {
            refuse(child, "is a link");
          }
        });
  }

  private void each(Path folder, Step step) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      for (Path child : children) {
        watch.check();
        step.take(child);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private void refuse(Path path, String why) throws RefusedException {
    if (strict) {
      throw new RefusedException(root.relativize(path) + " " + why);
    }
  }

  @FunctionalInterface
  private interface Step {
    void take(Path child) throws IOException;
  }

  @FunctionalInterface
  private interface FileStep {
    void take(Path file, RepoPath path) throws IOException;
  }

  /// The snapshots of a repository.
  private final class Walk {

    private final BlobFinder blobs;
    private int seen;

    Walk(BlobFinder blobs) {
      this.blobs = blobs;
    }

    void folder(Path folder, RepoPath at, SortedMap<RepoPath, Content> files) throws IOException {
      each(
          folder,
          child -> {
            Optional<RepoPath> path =
                RepoPath.find(at.child(child.getFileName().toString()).text());
            if (path.isEmpty()) {
              refuse(child, "has a name that no repository holds");
              return;
            }
            var facts =
                Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (facts.isDirectory()) {
              folder(child, path.get(), files);
            } else {
              file(child, path.get(), facts, files);
            }
          });
    }

    private void file(
        Path child, RepoPath path, BasicFileAttributes facts, SortedMap<RepoPath, Content> files)
        throws IOException {
      try {
        if (++seen > most) {
          throw new RefusedException("it holds more than " + most + " files");
        }
        if (facts.isSymbolicLink()) {
          files.put(path, blobs.behind(child));
        } else if (facts.isRegularFile()) {
          files.put(path, blobs.itself(child, facts));
        } else {
          throw new RefusedException(root.relativize(child) + " is no file");
        }
      } catch (RefusedException e) {
        if (strict) {
          throw e;
        }
      }
    }
  }
}

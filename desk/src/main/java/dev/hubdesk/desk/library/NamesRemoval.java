package dev.hubdesk.desk.library;

import dev.hubdesk.desk.cache.Manifest;
import dev.hubdesk.protocol.RepoPath;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Removes the readable names of a repository: links, and the files that the manifest beside them
/// tells of, which stand there where links are not possible. Whatever else somebody keeps in that
/// folder is theirs.
final class NamesRemoval {

  private final Path folder;
  private final Map<Path, Long> ours = new HashMap<>();
  private int kept;

  private NamesRemoval(Path folder) {
    this.folder = folder;
    Manifest.read(folder).map(Manifest::files).orElse(List.of()).forEach(this::listed);
  }

  private void listed(Manifest.Entry file) {
    RepoPath.find(file.name())
        .ifPresent(path -> ours.put(folder.resolve(path.text()), file.size()));
  }

  /// Does it, and removes the folders that are empty then.
  ///
  /// @param folder of the repository, no link
  /// @return how many files were kept
  static int run(Path folder) throws IOException {
    var removal = new NamesRemoval(folder);
    Files.walkFileTree(folder, removal.new Visitor());
    return removal.kept;
  }

  private boolean isOurs(Path file, BasicFileAttributes facts) {
    Long size = ours.get(file);
    return facts.isSymbolicLink()
        || file.equals(folder.resolve(Manifest.NAME))
        || (size != null && facts.isRegularFile() && facts.size() == size);
  }

  private final class Visitor extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes facts) throws IOException {
      if (isOurs(file, facts)) {
        Files.delete(file);
      } else {
        kept++;
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path done, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      try {
        Files.delete(done);
      } catch (DirectoryNotEmptyException _) {
        // Somebody's files are in it.
      }
      return FileVisitResult.CONTINUE;
    }
  }
}

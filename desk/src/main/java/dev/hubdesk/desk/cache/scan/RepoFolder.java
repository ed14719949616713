package dev.hubdesk.desk.cache.scan;

import dev.hubdesk.desk.cache.FolderName;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A folder in a cache root that is named as a repository's, whatever is in it.
///
/// @param name `owner/name`, or a name alone
public record RepoFolder(Path path, RepoType type, String name) {

  /// All of a root, sorted; links are none.
  public static List<RepoFolder> list(Path root) throws IOException {
    var folders = new ArrayList<RepoFolder>();
    for (Path entry : folders(root)) {
      FolderName.parse(entry.getFileName().toString())
          .ifPresent(name -> folders.add(new RepoFolder(entry, name.type(), name.repo())));
    }
    return folders;
  }

  /// The id; empty for one of the few without an owner.
  public Optional<RepoId> id() {
    return RepoId.parse(type, name);
  }

  /// The folders of its commits.
  public List<Path> snapshots() throws IOException {
    return folders(path.resolve("snapshots"));
  }

  /// What lies among its blobs, by name.
  public List<Path> blobs() throws IOException {
    return entries(path.resolve("blobs"));
  }

  private static List<Path> folders(Path parent) throws IOException {
    return entries(parent).stream()
        .filter(entry -> Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
        .toList();
  }

  private static List<Path> entries(Path parent) throws IOException {
    var entries = new ArrayList<Path>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(parent)) {
      stream.forEach(entries::add);
    } catch (NoSuchFileException | NotDirectoryException _) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    entries.sort(null);
    return entries;
  }
}

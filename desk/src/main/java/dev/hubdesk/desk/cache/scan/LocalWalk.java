package dev.hubdesk.desk.cache.scan;

import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Adds up the folder of one repository of plain files. Folders of other roots, hidden ones, and
/// links to folders are not entered.
final class LocalWalk {

  /// How deep folders may lie in a repository's.
  static final int MAX_DEPTH = 32;

  private final Set<Path> foreign;
  private final int maxFiles;
  private final Consumer<LocalFile> visitor;
  private final List<String> ggufs = new ArrayList<>();
  private boolean recognized;
  private int files;
  private long size;
  private long modified;

  /// @param foreign the folders of other roots, links resolved
  LocalWalk(Set<Path> foreign, int maxFiles) {
    this(foreign, maxFiles, _ -> {});
  }

  LocalWalk(Set<Path> foreign, int maxFiles, Consumer<LocalFile> visitor) {
    this.foreign = foreign;
    this.maxFiles = maxFiles;
    this.visitor = visitor;
  }

  /// A model is recognised by its weights, anything else by a file.
  ///
  /// @throws IOException when anything of it cannot be read, or it is over a limit
  Optional<LocalRepo> run(LocalRoot root, RepoId id, Path folder) throws IOException {
    walk(folder, "", 0);
    recognized |= root.type() != RepoType.MODEL && files > 0;
    if (!recognized) {
      return Optional.empty();
    }
    Collections.sort(ggufs);
    var last = Instant.ofEpochMilli(modified);
    return Optional.of(new LocalRepo(root, id, folder, files, size, last, ggufs));
  }

  private void walk(Path folder, String prefix, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw new IOException(folder + " lies more than " + MAX_DEPTH + " folders deep");
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (!name.startsWith(".") && !name.endsWith(".incomplete")) {
          look(entry, prefix + name, depth);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private void look(Path entry, String path, int depth) throws IOException {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isDirectory()) {
        if (!foreign.contains(entry)) {
          walk(entry, path + "/", depth + 1);
        }
        return;
      }
      if (attributes.isSymbolicLink()) {
        if (!Files.exists(entry)) {
          // It leads nowhere, or in a circle.
          return;
        }
        attributes = Files.readAttributes(entry, BasicFileAttributes.class);
      }
      if (attributes.isRegularFile()) {
        count(path, attributes);
      }
    } catch (NoSuchFileException _) {
      // Gone since it was listed.
    }
  }

  private void count(String path, BasicFileAttributes attributes) throws IOException {
    if (++files > maxFiles) {
      throw new IOException("more than " + maxFiles + " files");
    }
    visitor.accept(new LocalFile(path, attributes.size()));
    size += attributes.size();
    modified = Math.max(modified, attributes.lastModifiedTime().toMillis());
    String folded = path.toLowerCase(Locale.ROOT);
    if (folded.endsWith(".gguf")) {
      ggufs.add(path);
    }
    recognized |= folded.endsWith(".gguf") || folded.endsWith(".safetensors");
  }
}

package dev.hubdesk.desk.cache;

import dev.hubdesk.protocol.RepoId;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A cache root: one folder per repository.
public final class HubCache {

  /// Marks the folder as a cache for backup programs; the text is that of `huggingface_hub`.
  private static final String TAG =
      """
      Signature: 8a477f597d28d172789f06886806bc55
      # This file is a cache directory tag created by huggingface_hub.
      # For information about cache directory tags, see:
      #\thttps://bford.info/cachedir/
      """;

  private final Path root;
  private final Placement placement;

  public HubCache(Path root) {
    this.root = root.toAbsolutePath().normalize();
    this.placement = new Placement(this.root);
  }

  public Path root() {
    return root;
  }

  /// The folder of a repository, whether it exists or not.
  public CachedRepo repo(RepoId id) {
    return folder(FolderName.of(id).text());
  }

  /// The folder of a repository by its name in the cache, which may be one without an owner
  /// (`models--gpt2`).
  public CachedRepo folder(String name) {
    return new CachedRepo(root.resolve(name), root.resolve(".locks").resolve(name), placement);
  }

  /// Creates the root and its tag.
  public void prepare() throws IOException {
    Files.createDirectories(root);
    tag(root);
  }

  /// Marks a folder for backup programs, unless it is.
  public static void tag(Path folder) throws IOException {
    try {
      Files.writeString(folder.resolve("CACHEDIR.TAG"), TAG, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException _) {
      // Whoever wrote it first.
    }
  }
}

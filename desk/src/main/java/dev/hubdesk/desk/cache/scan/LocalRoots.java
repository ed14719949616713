package dev.hubdesk.desk.cache.scan;

import dev.hubdesk.desk.FaultWords;
import dev.hubdesk.protocol.RepoId;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// The folders of plain files that the settings name, in the order in which they count. A
/// repository is `<root>/<owner>/<name>` with a `.gguf` or `.safetensors` file at any depth.
///
/// A root that lies inside another owns what is below it: the outer one neither shows nor counts
/// it. A link to an owner or a repository is followed within its root and never out of it.
public final class LocalRoots {

  /// The most owners and repositories of one root.
  public static final int MAX_NAMES = 100_000;

  /// The most files of one repository.
  public static final int MAX_FILES = 200_000;

  private final List<Rooted> roots = new ArrayList<>();
  private final Set<Path> owned = new HashSet<>();
  private final List<String> notes = new ArrayList<>();

  /// A root whose folder exists.
  ///
  /// @param real its folder, links resolved
  private record Rooted(LocalRoot root, Path real) {}

  /// Looks where the roots are now.
  ///
  /// @param named in the order in which they count
  /// @param apart folders with owners of their own that are no roots: the cache
  public LocalRoots(List<LocalRoot> named, List<Path> apart) {
    for (LocalRoot root : named) {
      real(root.folder(), true)
          .filter(owned::add)
          .ifPresent(folder -> roots.add(new Rooted(root, folder)));
    }
    apart.forEach(folder -> real(folder, false).ifPresent(owned::add));
  }

  private Optional<Path> real(Path folder, boolean needed) {
    try {
      return Optional.of(folder.toRealPath());
    } catch (IOException e) {
      if (needed && Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
        notes.add(folder + " cannot be read: " + FaultWords.reason(e));
      }
      return Optional.empty();
    }
  }

  /// All repositories. What cannot be read is a warning.
  public LocalListing list() {
    Map<RepoId, LocalRepo> found = new LinkedHashMap<>();
    var warnings = new ArrayList<>(notes);
    for (Rooted root : roots) {
      try {
        new Names(root, warnings).owners().forEach(repo -> found.putIfAbsent(repo.id(), repo));
      } catch (IOException e) {
        warnings.add(root.root().folder() + " cannot be read: " + FaultWords.reason(e));
      }
    }
    return new LocalListing(List.copyOf(found.values()), warnings);
  }

  /// One repository, from the first root that has it.
  ///
  /// @throws IOException when it cannot be told whether it is there
  public Optional<LocalRepo> find(RepoId id) throws IOException {
    List<LocalRepo> all = findAll(id);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getFirst());
  }

  /// Every place where a repository stands, in the order of the roots.
  ///
  /// @throws IOException when it cannot be told whether it is there
  public List<LocalRepo> findAll(RepoId id) throws IOException {
    if (!notes.isEmpty()) {
      throw new IOException(notes.getFirst());
    }
    var found = new ArrayList<LocalRepo>();
    for (Rooted root : roots) {
      if (root.root().type() == id.type()) {
        Optional<Path> owner = child(root, root.real(), id.namespace());
        Optional<Path> folder =
            owner.isPresent() ? child(root, owner.get(), id.name()) : Optional.empty();
        if (folder.isPresent()) {
          walk(root, id, folder.get()).ifPresent(found::add);
        }
      }
    }
    return found;
  }

  /// The files of a repository that was found.
  ///
  /// @throws IOException when it cannot be read whole
  public void files(LocalRepo repo, Consumer<LocalFile> files) throws IOException {
    var _ = new LocalWalk(owned, MAX_FILES, files).run(repo.root(), repo.id(), repo.folder());
  }

  private Optional<LocalRepo> walk(Rooted root, RepoId id, Path folder) throws IOException {
    return new LocalWalk(owned, MAX_FILES).run(root.root(), id, folder);
  }

  /// A folder inside another; empty where there is none, it is a root itself, or it leads out.
  private Optional<Path> child(Rooted root, Path parent, String name) throws IOException {
    Path child = parent.resolve(name);
    // A folder that may not be looked into is not one that is not there.
    if (Files.notExists(child, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    Path real = Files.isSymbolicLink(child) ? child.toRealPath() : child;
    boolean ours = real.startsWith(root.real()) && !owned.contains(real);
    return ours && isFolder(real) ? Optional.of(real) : Optional.empty();
  }

  private static boolean isFolder(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class).isDirectory();
  }

  /// The names in one root.
  private final class Names {

    private final Rooted root;
    private final List<String> warnings;
    private int seen;

    Names(Rooted root, List<String> warnings) {
      this.root = root;
      this.warnings = warnings;
    }

    List<LocalRepo> owners() throws IOException {
      var repos = new ArrayList<LocalRepo>();
      for (String owner : names(root.real())) {
        try {
          Optional<Path> folder = child(root, root.real(), owner);
          if (folder.isPresent()) {
            repositories(owner, folder.get(), repos);
          }
        } catch (IOException e) {
          warnings.add(root.real().resolve(owner) + " cannot be read: " + FaultWords.reason(e));
        }
      }
      return repos;
    }

    private void repositories(String owner, Path folder, List<LocalRepo> repos) throws IOException {
      for (String name : names(folder)) {
        try {
          Optional<RepoId> id = RepoId.of(root.root().type(), owner, name);
          Optional<Path> real = id.isEmpty() ? Optional.empty() : child(root, folder, name);
          if (real.isPresent()) {
            walk(root, id.get(), real.get()).ifPresent(repos::add);
          }
        } catch (IOException e) {
          warnings.add(folder.resolve(name) + " cannot be read: " + FaultWords.reason(e));
        }
      }
    }

    private List<String> names(Path folder) throws IOException {
      var names = new ArrayList<String>();
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
        for (Path entry : entries) {
          if (++seen > MAX_NAMES) {
            throw new IOException("more than " + MAX_NAMES + " owners and repositories");
          }
          String name = entry.getFileName().toString();
          if (RepoId.isPart(name)) {
            names.add(name);
          }
        }
      } catch (DirectoryIteratorException e) {
        throw e.getCause();
      }
      names.sort(null);
      return names;
    }
  }
}

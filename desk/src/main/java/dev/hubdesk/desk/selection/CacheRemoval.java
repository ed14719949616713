package dev.hubdesk.desk.selection;

import dev.hubdesk.desk.selection.CacheContents.Entry;
import dev.hubdesk.desk.selection.CacheContents.Payload;
import dev.hubdesk.desk.selection.FriendlyNames.Name;
import dev.hubdesk.protocol.RepoPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Removes files out of all snapshots that show them: readable names first, then the entries of
/// snapshots, then the blobs that nothing needs any more. So whatever fails on the way, what is
/// left still has its bytes.
final class CacheRemoval {

  private final CacheContents contents;
  private final FriendlyNames names;
  private final Map<RepoPath, List<Entry>> selected = new TreeMap<>();
  private final Set<String> payloads = new TreeSet<>();
  private final Set<String> needed = new HashSet<>();
  private final Map<RepoPath, List<Name>> friendly = new TreeMap<>();
  private final RemovalReport done = new RemovalReport();
  private final Unlink unlink;

  CacheRemoval(CacheContents contents, FriendlyNames names, List<Member> members)
      throws IOException {
    this.contents = contents;
    this.names = names;
    this.unlink = new Unlink(contents.folder());
    Set<RepoPath> paths = new HashSet<>();
    members.forEach(member -> paths.add(member.repoPath()));
    for (Entry entry : contents.entries()) {
      if (paths.contains(entry.path())) {
        contents.check(entry);
        selected.computeIfAbsent(entry.path(), _ -> new ArrayList<>()).add(entry);
        if (entry.payload() instanceof Payload.Blob blob) {
          payloads.add(blob.name());
        }
      } else if (entry.payload() instanceof Payload.Blob blob) {
        needed.add(blob.name());
      }
    }
    for (Name name : names.names()) {
      sort(name);
    }
  }

  /// Decides whether a readable name goes, stays, or forbids the whole.
  private void sort(Name name) throws IOException {
    List<Entry> entries = selected.getOrDefault(name.path(), List.of());
    boolean shows =
        name.entries().stream().anyMatch(entries::contains)
            || entries.stream()
                .anyMatch(entry ->
                    name.blob() != null && new Payload.Blob(name.blob()).equals(entry.payload()))
            || isCopyOf(name, entries);
    if (shows) {
      friendly.computeIfAbsent(name.path(), _ -> new ArrayList<>()).add(name);
      return;
    }
    for (Entry entry : name.entries()) {
      if (selected.getOrDefault(entry.path(), List.of()).contains(entry)) {
        throw new UnsafeException(
            "the readable name " + name.path() + " needs " + entry.path() + ", which it is not");
      }
    }
    if (name.blob() != null) {
      needed.add(name.blob());
    }
  }

  private boolean isCopyOf(Name name, List<Entry> entries) throws IOException {
    Path folder = names.folder();
    if (!name.isCopy() || folder == null) {
      return false;
    }
    for (Entry entry : entries) {
      Path file = contents.folder().resolve(entry.place().text());
      if (Files.isRegularFile(file)
          && Files.mismatch(folder.resolve(name.path().text()), file) < 0) {
        return true;
      }
    }
    return false;
  }

  Place.Removal run() throws IOException {
    selected.forEach((path, entries) -> {
      boolean gone = done.attempt(path.text(), () -> remove(path, entries));
      if (!gone) {
        entries.forEach(this::need);
      }
    });
    for (String blob : payloads) {
      remove(blob);
    }
    return done.removal();
  }

  private void need(Entry entry) {
    if (entry.payload() instanceof Payload.Blob blob) {
      needed.add(blob.name());
    }
  }

  private void remove(RepoPath path, List<Entry> entries) throws IOException {
    Path folder = names.folder();
    if (folder != null) {
      var readable = new Unlink(folder);
      for (Name name : friendly.getOrDefault(path, List.of())) {
        readable.entry(name.path(), name.facts());
        readable.emptyFolders(name.path());
      }
    }
    for (Entry entry : entries) {
      unlink.entry(entry.place(), entry.facts());
      var snapshot = new Unlink(contents.folder().resolve("snapshots").resolve(entry.commit()));
      snapshot.emptyFolders(entry.path());
    }
  }

  private void remove(String blob) {
    if (needed.contains(blob)) {
      done.retained(blob);
      return;
    }
    BasicFileAttributes facts = contents.blobs().get(new RepoPath(blob));
    if (facts == null) {
      return;
    }
    try {
      unlink.entry(new RepoPath("blobs/" + blob), facts);
    } catch (NoSuchFileException _) {
      // Gone already.
    } catch (IOException e) {
      done.failed("blobs/" + blob, e);
    }
  }
}

package dev.hubdesk.desk.mirror;

import dev.hubdesk.catalog.files.DurableFile;
import dev.hubdesk.desk.cache.CachedRepo;
import dev.hubdesk.desk.cache.ContentDigest;
import dev.hubdesk.desk.cache.HubCache;
import dev.hubdesk.desk.cache.RealFolders;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.Revision;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Brings one repository to the destination: blobs first, then the files of snapshots, the refs
/// last, so that whoever reads meanwhile, or after a crash, finds nothing that is not whole.
final class RepoCopy {

  private final Sides sides;
  private final RepoTask task;
  private final FileCopy files;
  private final CopyWatch watch;
  private final FolderWatch folders;
  private final CachedRepo repo;
  private final Set<Path> changed = new LinkedHashSet<>();

  RepoCopy(Sides sides, RepoTask task, FileCopy files, CopyWatch watch, FolderWatch folders) {
    this.sides = sides;
    this.task = task;
    this.files = files;
    this.watch = watch;
    this.folders = folders;
    this.repo = new HubCache(sides.destination()).folder(task.name().text());
  }

  /// Copies.
  ///
  /// @return files that stood there and were replaced because they were damaged
  long run() throws IOException {
    long mended = 0;
    for (Content blob : task.blobs()) {
      copy(blob);
    }
    for (Content check : task.checks()) {
      if (files.isRight(check, check.digest(), blob(check))) {
        watch.file();
      } else {
        copy(check);
        mended++;
      }
    }
    for (RepoTask.PlainCheck check : task.plainChecks()) {
      mended += mend(check);
    }
    for (RepoTask.Entry entry : task.entries()) {
      show(entry);
    }
    sync();
    for (Oid commit : task.listings()) {
      copyListing(commit);
    }
    for (RepoPath mark : task.absent()) {
      touch(place(".no_exist", mark));
    }
    for (Map.Entry<RepoPath, Oid> ref : task.refs().entrySet()) {
      repo.writeRef(new Revision(ref.getKey().text()), ref.getValue());
      changed.add(parent(place("refs", ref.getKey())));
    }
    changed.add(repo.folder());
    changed.add(sides.destination());
    sync();
    return mended;
  }

  private int mend(RepoTask.PlainCheck check) throws IOException {
    RepoTask.Entry entry = check.entry();
    if (files.isRight(entry.content(), entry.promised(), check.there())) {
      watch.file();
      return 0;
    }
    if (!entry.isPlain()) {
      copy(entry.content());
    }
    show(entry);
    return 1;
  }

  private void copy(Content content) throws IOException {
    folders.check();
    Path place = blob(content);
    files.copy(content, content.digest(), place, folder("blobs"));
    changed.add(folder("blobs"));
  }

  private Path blob(Content content) throws IOException {
    return folder("blobs").resolve(digest(content).etag());
  }

  private void show(RepoTask.Entry entry) throws IOException {
    watch.check();
    folders.check();
    Path place = place("snapshots/" + entry.commit().hex(), entry.path());
    if (entry.isPlain()) {
      files.copy(entry.content(), entry.promised(), place, folder("blobs"));
    } else {
      ContentDigest digest = digest(entry.content());
      repo.link(entry.commit(), entry.path(), digest, watch::check);
    }
    changed.add(parent(place));
  }

  private void copyListing(Oid commit) throws IOException {
    RepoPath name = new RepoPath(commit.hex() + ".json");
    Path from = sides.source().resolve(task.name().text()).resolve("trees").resolve(name.text());
    var listing = new Content(null, Files.size(from), from);
    files.copy(listing, null, place("trees", name), folder("trees"));
  }

  private static void touch(Path mark) throws IOException {
    try {
      Files.createFile(mark);
    } catch (FileAlreadyExistsException _) {
      // It says what it should.
    }
  }

  private Path folder(String name) throws IOException {
    return parent(place(name, new RepoPath("x")));
  }

  /// A place within the repository's folder. No folder on the way is a link.
  private Path place(String folder, RepoPath path) throws IOException {
    return RealFolders.parentOf(
        sides.destination(), new RepoPath(task.name().text() + "/" + folder + "/" + path.text()));
  }

  private static Path parent(Path place) {
    return Objects.requireNonNull(place.getParent());
  }

  private static ContentDigest digest(Content content) {
    ContentDigest digest = content.digest();
    if (digest == null) {
      throw new IllegalArgumentException("a plain file is no blob");
    }
    return digest;
  }

  /// Makes the names durable.
  private void sync() throws IOException {
    for (Path folder : changed) {
      DurableFile.syncDirectory(folder);
    }
    changed.clear();
  }
}

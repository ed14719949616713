package dev.hubdesk.hub.files;

import dev.hubdesk.catalog.LfsObjects;
import dev.hubdesk.git.GitBlob;
import dev.hubdesk.git.GitStore;
import dev.hubdesk.git.Repository;
import dev.hubdesk.hub.access.Caller;
import dev.hubdesk.hub.access.RepoGate;
import dev.hubdesk.hub.access.RepoRequest;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.TreeEntry;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Finds single files.
public final class FileService {

  private final RepoGate gate;
  private final GitStore git;
  private final LfsObjects objects;

  public FileService(RepoGate gate, GitStore git, LfsObjects objects) {
    this.gate = gate;
    this.git = git;
    this.objects = objects;
  }

  /// Opens the file that a URL names, for sending. Close it.
  ///
  /// @throws FailureException with `RevisionNotFound`, `EntryNotFound`, or what
  ///   [RepoGate#contentReadable] throws
  public OpenFile open(Caller caller, RepoRequest request) throws IOException {
    long key = gate.contentReadable(caller, request.id()).key();
    Repository repository = git.open(key);
    try {
      RevisionPath target = RevisionPath.split(request.rest(), repository);
      Oid commit = repository.resolve(target.revision()).commit();
      boolean fixed = target.revision().text().equalsIgnoreCase(commit.hex());
      TreeEntry.File file = file(repository, commit, target.path());
      @Nullable LfsPointer pointer = file.lfs();
      boolean gone = pointer != null && !objects.belongs(key, pointer.oid());
      return new OpenFile(repository, commit, fixed, gone, file);
    } catch (RuntimeException | IOException e) {
      repository.close();
      throw e;
    }
  }

  private static TreeEntry.File file(Repository repository, Oid commit, String text)
      throws IOException {
    RepoPath path = RepoPath.find(text).orElseThrow(() -> missing(text, commit));
    return switch (repository.entry(commit, path).orElseThrow(() -> missing(text, commit))) {
      case TreeEntry.File file -> file;
      case TreeEntry.Directory _ -> throw missing(text, commit);
    };
  }

  private static FailureException missing(String path, Oid commit) {
    return new FailureException(new Failure.EntryNotFound(path, commit));
  }

  /// A file as of a commit.
  ///
  /// @param fixed the commit was named by its full id, so that the same name means the same for
  ///   ever
  /// @param gone an LFS file that was deleted for good; its pointer is still there
  public record OpenFile(
      Repository repository, Oid commit, boolean fixed, boolean gone, TreeEntry.File entry)
      implements AutoCloseable {

    /// Refuses an LFS file whose content is gone.
    ///
    /// @throws FailureException with `EntryNotFound`
    public void requireContent() {
      if (gone) {
        throw new FailureException(
            new Failure.EntryNotFound(
                entry.path().text(),
                commit,
                "Entry not found: the content of this LFS file has been deleted for good"));
      }
    }

    /// The git blob: the content of a regular file, the pointer of an LFS file.
    public GitBlob blob() throws IOException {
      return repository.open(entry.oid());
    }

    @Override
    public void close() {
      repository.close();
    }
  }
}

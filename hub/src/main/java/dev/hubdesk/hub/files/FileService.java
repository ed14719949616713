package dev.hubdesk.hub.files;

import dev.hubdesk.git.GitBlob;
import dev.hubdesk.git.GitStore;
import dev.hubdesk.git.Repository;
import dev.hubdesk.hub.access.Caller;
import dev.hubdesk.hub.access.RepoGate;
import dev.hubdesk.hub.access.RepoRequest;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.TreeEntry;
import java.io.IOException;

/// Finds single files.
public final class FileService {

  private final RepoGate gate;
  private final GitStore git;

  public FileService(RepoGate gate, GitStore git) {
    this.gate = gate;
    this.git = git;
  }

  /// Opens the file that a URL names, for sending. Close it.
  ///
  /// @throws FailureException with `RevisionNotFound`, `EntryNotFound`, or what
  ///   [RepoGate#contentReadable] throws
  public OpenFile open(Caller caller, RepoRequest request) throws IOException {
    Repository repository = git.open(gate.contentReadable(caller, request.id()).key());
    try {
      RevisionPath target = RevisionPath.split(request.rest(), repository);
      Oid commit = repository.resolve(target.revision()).commit();
      boolean fixed = target.revision().text().equalsIgnoreCase(commit.hex());
      return new OpenFile(repository, commit, fixed, file(repository, commit, target.path()));
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
  public record OpenFile(Repository repository, Oid commit, boolean fixed, TreeEntry.File entry)
      implements AutoCloseable {

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

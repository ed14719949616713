package dev.hubdesk.hub.files;

import dev.hubdesk.git.GitStore;
import dev.hubdesk.git.Repository;
import dev.hubdesk.hub.access.Caller;
import dev.hubdesk.hub.access.RepoGate;
import dev.hubdesk.hub.access.RepoRequest;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.Revision;
import dev.hubdesk.protocol.TreeEntry;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads trees: one directory as of one commit, or single paths.
public final class TreeService {

  private final RepoGate gate;
  private final GitStore git;

  public TreeService(RepoGate gate, GitStore git) {
    this.gate = gate;
    this.git = git;
  }

  /// Opens what a tree URL names. Close the listing.
  ///
  /// @param cursor of the page before; null for the first page
  /// @throws FailureException with `RepoNotFound`, `RevisionNotFound`, `EntryNotFound`, or
  ///   `BadRequest` for a cursor of another listing
  public TreeListing list(
      Caller caller, RepoRequest request, boolean recursive, @Nullable String cursor)
      throws IOException {
    Repository repository = git.open(gate.readable(caller, request.id()).key());
    try {
      return open(repository, request.rest(), recursive, cursor);
    } catch (RuntimeException | IOException e) {
      repository.close();
      throw e;
    }
  }

  private static TreeListing open(
      Repository repository, List<String> segments, boolean recursive, @Nullable String cursor)
      throws IOException {
    RevisionPath target = RevisionPath.split(segments, repository);
    if (cursor == null) {
      Oid commit = repository.resolve(target.revision()).commit();
      RepoPath directory = existing(target.path(), commit);
      return new TreeListing(repository, commit, directory, recursive, null);
    }
    TreeCursor place = TreeCursor.parse(cursor);
    Oid commit = repository.resolve(new Revision(place.commit().hex())).commit();
    RepoPath directory = existing(target.path(), commit);
    if (!place.after().isWithin(directory)) {
      throw new FailureException(new Failure.BadRequest("Invalid cursor"));
    }
    return new TreeListing(repository, commit, directory, recursive, place.after());
  }

  /// The entries at these paths; those that do not or can not exist are left out.
  ///
  /// @throws FailureException with `RepoNotFound` or `RevisionNotFound`
  public List<TreeEntry> paths(Caller caller, RepoRequest request, Collection<String> paths)
      throws IOException {
    List<RepoPath> possible = paths.stream().map(RepoPath::find).flatMap(Optional::stream).toList();
    try (Repository repository = git.open(gate.readable(caller, request.id()).key())) {
      Revision revision = new Revision(String.join("/", request.rest()));
      return repository.entries(repository.resolve(revision).commit(), possible);
    }
  }

  private static RepoPath existing(String path, Oid commit) {
    return RepoPath.find(path)
        .orElseThrow(() -> new FailureException(new Failure.EntryNotFound(path, commit)));
  }
}

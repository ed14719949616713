package dev.hubdesk.hub.files;

import dev.hubdesk.git.Repository;
import dev.hubdesk.git.TreePage;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoPath;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A listing that is read page by page. For one thread.
public final class TreeListing implements AutoCloseable {

  private final Repository repository;
  private final Oid commit;
  private final RepoPath directory;
  private final boolean recursive;
  private @Nullable RepoPath after;

  TreeListing(
      Repository repository,
      Oid commit,
      RepoPath directory,
      boolean recursive,
      @Nullable RepoPath after) {
    this.repository = repository;
    this.commit = commit;
    this.directory = directory;
    this.recursive = recursive;
    this.after = after;
  }

  /// The commit that is listed.
  public Oid commit() {
    return commit;
  }

  /// Reads the next entries, at most `limit`.
  public TreePage next(int limit) throws IOException {
    TreePage page = repository.list(commit, directory, recursive, after, limit);
    if (!page.entries().isEmpty()) {
      after = page.entries().getLast().path();
    }
    return page;
  }

  /// Where the page after the last one read starts; empty when none was read.
  public Optional<TreeCursor> cursor() {
    return Optional.ofNullable(after).map(path -> new TreeCursor(commit, path));
  }

  @Override
  public void close() {
    repository.close();
  }
}

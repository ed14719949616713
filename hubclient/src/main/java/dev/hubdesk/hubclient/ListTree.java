package dev.hubdesk.hubclient;

import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.Revision;
import dev.hubdesk.protocol.TreeEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// GET `/api/{type}s/{id}/tree/{revision}/{path}`: the entries below a directory, all pages.
public final class ListTree {

  /// The most requests of one listing: pages, and directories of servers that do not list what is
  /// below.
  public static final int MAX_REQUESTS = 10_000;

  /// The most entries of a listing: what is listed is held in memory, and an endpoint could go on
  /// for ever.
  public static final int MAX_ENTRIES = 1_000_000;

  private final Transport transport;
  private final HubEndpoint endpoint;
  private final int maxEntries;

  public ListTree(Transport transport, HubEndpoint endpoint) {
    this(transport, endpoint, MAX_ENTRIES);
  }

  ListTree(Transport transport, HubEndpoint endpoint, int maxEntries) {
    this.transport = transport;
    this.endpoint = endpoint;
    this.maxEntries = maxEntries;
  }

  /// Every file of the repository, in the server's order.
  ///
  /// @throws FailureException as [#call]
  public List<TreeEntry.File> files(RepoId repo, Revision revision) throws InterruptedException {
    return files(repo, revision, Integer.MAX_VALUE);
  }

  /// As [#files(RepoId, Revision)], and stops asking for pages once there are more files than
  /// `most`: whoever gets more knows that the listing is not whole.
  ///
  /// @throws FailureException as [#call]
  public List<TreeEntry.File> files(RepoId repo, Revision revision, int most)
      throws InterruptedException {
    var files = new ArrayList<TreeEntry.File>();
    walk(
        repo,
        revision,
        RepoPath.ROOT,
        true,
        entry -> {
          if (entry instanceof TreeEntry.File file) {
            files.add(file);
          }
        },
        () -> files.size() <= most);
    return files;
  }

  /// Passes on each entry, page by page.
  ///
  /// @param recursive with everything below, not only the directory's own entries
  /// @throws FailureException with RepoNotFound, RevisionNotFound, EntryNotFound, InvalidPath (a
  ///   server that lists `..` is not believed in anything else), Upstream …
  public void call(
      RepoId repo,
      Revision revision,
      RepoPath directory,
      boolean recursive,
      Consumer<TreeEntry> entries)
      throws InterruptedException {
    walk(repo, revision, directory, recursive, entries, () -> true);
  }

  private void walk(
      RepoId repo,
      Revision revision,
      RepoPath directory,
      boolean recursive,
      Consumer<TreeEntry> entries,
      BooleanSupplier goesOn)
      throws InterruptedException {
    var left = new AtomicInteger(maxEntries);
    Consumer<TreeEntry> counted =
        entry -> {
          if (left.getAndDecrement() == 0) {
            throw Json.malformed("a listing has more than " + maxEntries + " entries");
          }
          entries.accept(entry);
        };
    new TreeWalk(transport, endpoint, repo, revision, recursive, counted, goesOn).run(directory);
  }
}

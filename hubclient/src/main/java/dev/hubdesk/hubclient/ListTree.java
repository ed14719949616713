package dev.hubdesk.hubclient;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.Revision;
import dev.hubdesk.protocol.TreeEntry;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// GET `/api/{type}s/{id}/tree/{revision}/{path}`: the entries below a directory, all pages.
public final class ListTree {

  /// The most pages of one listing.
  public static final int MAX_PAGES = 10_000;

  private final Transport transport;
  private final HubEndpoint endpoint;

  public ListTree(Transport transport, HubEndpoint endpoint) {
    this.transport = transport;
    this.endpoint = endpoint;
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
    String below = directory.isRoot() ? "" : "/" + UrlText.path(directory);
    String path =
        "/api/"
            + repo.type().plural()
            + "/"
            + repo.path()
            + "/tree/"
            + UrlText.segment(revision.text())
            + below
            + "?recursive="
            + recursive
            + "&expand=false";
    @Nullable URI next = endpoint.resolve(path);
    for (int page = 0; next != null && goesOn.getAsBoolean(); page++) {
      if (page == MAX_PAGES) {
        throw Json.malformed("a listing has more than " + MAX_PAGES + " pages");
      }
      Page read = page(next, new Asked(Asked.Kind.REPOSITORY, revision, directory));
      read.entries.forEach(entries);
      next = read.next;
    }
  }

  private Page page(URI address, Asked asked) throws InterruptedException {
    return transport.send(Ask.get(endpoint, address), asked, ListTree::read);
  }

  private static Page read(Answer answer) throws IOException {
    JsonNode list = Json.read(answer);
    if (!list.isArray()) {
      throw Json.malformed("a list of entries was expected");
    }
    var entries = new ArrayList<TreeEntry>();
    for (JsonNode item : list) {
      RemoteEntryJson.read(item).ifPresent(entries::add);
    }
    return new Page(entries, NextPage.of(answer).orElse(null));
  }

  private record Page(List<TreeEntry> entries, @Nullable URI next) {}
}

package dev.hubdesk.hubclient;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.Revision;
import dev.hubdesk.protocol.TreeEntry;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One listing: all its pages, and each directory by itself where a server does not list what is
/// below. It is whole, or it fails.
final class TreeWalk {

  private static final int REPEATS = 4;

  private final Transport transport;
  private final HubEndpoint endpoint;
  private final RepoId repo;
  private final Revision revision;
  private final boolean recursive;
  private final Consumer<TreeEntry> entries;
  private final BooleanSupplier goesOn;
  private final RetryPolicy retries;
  private final Set<URI> asked = new HashSet<>();
  private final Set<String> walked = new HashSet<>();
  private final Set<String> seen = new HashSet<>();
  private final Set<String> filled = new HashSet<>();
  private final Deque<RepoPath> left = new ArrayDeque<>();
  private boolean refusesRecursion;

  /// @param recursive with everything below, not only the directory's own entries
  /// @param goesOn asked before each request; what was listed before it said no is not whole
  TreeWalk(
      Transport transport,
      HubEndpoint endpoint,
      RepoId repo,
      Revision revision,
      boolean recursive,
      Consumer<TreeEntry> entries,
      BooleanSupplier goesOn) {
    this.transport = transport;
    this.endpoint = endpoint;
    this.repo = repo;
    this.revision = revision;
    this.recursive = recursive;
    this.entries = entries;
    this.goesOn = goesOn;
    this.retries = transport.settings().retries().atLeast(REPEATS);
  }

  void run(RepoPath start) throws InterruptedException {
    for (RepoPath next = start; next != null; next = left.poll()) {
      walked.add(next.text());
      directory(next);
      if (recursive) {
        leaveEmpty();
      }
    }
  }

  /// Git knows no empty directories: one without entries was not gone into.
  private void leaveEmpty() {
    for (String directory : seen) {
      if (!filled.contains(directory) && walked.add(directory)) {
        left.add(new RepoPath(directory));
      }
    }
    seen.clear();
    filled.clear();
  }

  private void directory(RepoPath directory) throws InterruptedException {
    @Nullable URI next = address(directory);
    while (next != null && goesOn.getAsBoolean()) {
      Page page;
      try {
        page = page(next, directory);
      } catch (FailureException e) {
        if (refusesRecursion || !recursive || !isRefusal(e.failure())) {
          throw e;
        }
        refusesRecursion = true;
        next = address(directory);
        continue;
      }
      for (TreeEntry entry : page.entries) {
        take(directory, entry);
      }
      next = page.next;
    }
  }

  private void take(RepoPath directory, TreeEntry entry) {
    String path = entry.path().text();
    if (!directory.isRoot() && !path.startsWith(directory.text() + "/")) {
      throw Json.malformed("a directory lists what is not in it");
    }
    if (entry instanceof TreeEntry.Directory) {
      seen.add(path);
    }
    int slash = path.lastIndexOf('/');
    if (slash > 0) {
      filled.add(path.substring(0, slash));
    }
    entries.accept(entry);
  }

  private URI address(RepoPath directory) {
    String below = directory.isRoot() ? "" : "/" + UrlText.path(directory);
    return endpoint.resolve(
        "/api/"
            + repo.type().plural()
            + "/"
            + repo.path()
            + "/tree/"
            + UrlText.segment(revision.text())
            + below
            + (refusesRecursion ? "" : "?recursive=" + recursive + "&expand=false"));
  }

  /// Mirrors that do not know a parameter.
  private static boolean isRefusal(Failure failure) {
    return failure instanceof Failure.Upstream upstream
        && (upstream.status() == 400 || upstream.status() == 422);
  }

  private Page page(URI address, RepoPath directory) throws InterruptedException {
    if (!asked.add(address)) {
      throw Json.malformed("the pages of a listing go round in circles");
    }
    if (asked.size() > ListTree.MAX_REQUESTS) {
      throw Json.malformed("a listing takes more than " + ListTree.MAX_REQUESTS + " requests");
    }
    return transport.send(
        Ask.get(endpoint, address),
        new Asked(Asked.Kind.REPOSITORY, revision, directory),
        retries,
        TreeWalk::read);
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

package dev.hubdesk.desk.search;

import dev.hubdesk.desk.FaultWords;
import dev.hubdesk.desk.endpoints.Endpoints;
import dev.hubdesk.desk.library.LibraryService;
import dev.hubdesk.desk.library.LibraryService.Badge;
import dev.hubdesk.hubclient.HubEndpoint;
import dev.hubdesk.hubclient.RepoSummary;
import dev.hubdesk.hubclient.SearchPage;
import dev.hubdesk.hubclient.SearchRepos;
import dev.hubdesk.hubclient.Transport;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Searches all endpoints at once. The results stand in the order of the endpoints, each in its own
/// order; one that fails is named beside the results of the others.
public final class SearchService {

  /// How long all endpoints together may take.
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Transport transport;
  private final Endpoints endpoints;
  private final LibraryService library;

  public SearchService(Transport transport, Endpoints endpoints, LibraryService library) {
    this.transport = transport;
    this.endpoints = endpoints;
    this.library = library;
  }

  /// Searches.
  ///
  /// @throws FailureException what the first endpoint said when none answered; LocalFault when it
  ///   cannot be told what is on this machine
  SearchAnswer search(SearchRequest request) throws InterruptedException {
    var answers = new LinkedHashMap<HubEndpoint, Future<SearchPage>>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      asked(request).forEach((endpoint, page) -> answers.put(endpoint, threads.submit(page)));
      try {
        return collect(request, answers);
      } finally {
        threads.shutdownNow();
      }
    }
  }

  /// What to ask which endpoint, in order.
  private Map<HubEndpoint, Callable<SearchPage>> asked(SearchRequest request) {
    var asked = new LinkedHashMap<HubEndpoint, Callable<SearchPage>>();
    Cursor cursor = request.cursor();
    if (cursor == null) {
      for (HubEndpoint endpoint : endpoints.asked(request.endpoint())) {
        asked.put(endpoint, () -> new SearchRepos(transport, endpoint).call(request.upstream()));
      }
    } else {
      cursor
          .next()
          .forEach((kept, query) -> {
            HubEndpoint endpoint = endpoints.named(endpoints.address(kept));
            asked.put(
                endpoint, () -> new SearchRepos(transport, endpoint).call(request.type(), query));
          });
    }
    return asked;
  }

  private SearchAnswer collect(SearchRequest request, Map<HubEndpoint, Future<SearchPage>> answers)
      throws InterruptedException {
    var results = new ArrayList<SearchResult>();
    var failures = new ArrayList<SearchAnswer.Failed>();
    var next = new LinkedHashMap<String, String>();
    Failure first = null;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (Map.Entry<HubEndpoint, Future<SearchPage>> entry : answers.entrySet()) {
      HubEndpoint endpoint = entry.getKey();
      String address = endpoint.base().toString();
      SearchPage page;
      try {
        page = await(entry.getValue(), endpoint, deadline);
      } catch (FailureException e) {
        first = first == null ? e.failure() : first;
        failures.add(new SearchAnswer.Failed(address, e.failure().message()));
        continue;
      }
      page.repositories().stream()
          .limit(request.cursor() == null ? request.limit() : SearchRequest.MAX_LIMIT)
          .map(repo -> SearchResult.of(repo, endpoint, badge(repo)))
          .forEach(results::add);
      page.following().ifPresent(query -> next.put(endpoints.kept(address), query));
    }
    if (first != null && failures.size() == answers.size()) {
      throw new FailureException(first);
    }
    String cursor = next.isEmpty() ? null : new Cursor(next).text();
    return new SearchAnswer(results, results.size(), request.text(), cursor, failures);
  }

  private static SearchPage await(Future<SearchPage> answer, HubEndpoint endpoint, long deadline)
      throws InterruptedException {
    try {
      return answer.get(Math.max(deadline - System.nanoTime(), 0), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      throw new FailureException(
          new Failure.Upstream(504, endpoint.base() + " did not answer in time"));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof FailureException failure) {
        throw failure.failure() instanceof Failure.Unavailable unavailable
            ? new FailureException(new Failure.Upstream(502, unavailable.message()))
            : failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private @Nullable Badge badge(RepoSummary repo) {
    Optional<RepoId> id = RepoId.parse(repo.type(), repo.id());
    try {
      return id.isEmpty() ? null : library.badge(id.get()).orElse(null);
    } catch (IOException e) {
      throw new FailureException(
          new Failure.LocalFault("Failed to inspect local cache: " + FaultWords.of(e)));
    }
  }
}

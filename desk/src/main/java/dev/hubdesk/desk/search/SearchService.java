package dev.hubdesk.desk.search;

import dev.hubdesk.desk.cache.HubCache;
import dev.hubdesk.desk.endpoints.Endpoints;
import dev.hubdesk.hubclient.HubEndpoint;
import dev.hubdesk.hubclient.RepoSummary;
import dev.hubdesk.hubclient.SearchRepos;
import dev.hubdesk.hubclient.Transport;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Searches all endpoints at once. The results stand in the order of the endpoints; one that fails
/// is named beside the results of the others.
public final class SearchService {

  /// How long one endpoint may take.
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Transport transport;
  private final Endpoints endpoints;
  private final Supplier<HubCache> cache;

  public SearchService(Transport transport, Endpoints endpoints, Supplier<HubCache> cache) {
    this.transport = transport;
    this.endpoints = endpoints;
    this.cache = cache;
  }

  /// Searches.
  ///
  /// @throws FailureException what the first endpoint said when none answered
  SearchAnswer search(SearchRequest request) throws InterruptedException {
    var answers = new LinkedHashMap<HubEndpoint, Future<List<RepoSummary>>>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (HubEndpoint endpoint : endpoints.asked(request.endpoint())) {
        answers.put(endpoint, threads.submit(() -> ask(endpoint, request)));
      }
      try {
        return collect(request, answers);
      } finally {
        threads.shutdownNow();
      }
    }
  }

  private List<RepoSummary> ask(HubEndpoint endpoint, SearchRequest request)
      throws InterruptedException {
    return new SearchRepos(transport, endpoint).call(request.upstream()).repositories();
  }

  private SearchAnswer collect(
      SearchRequest request, Map<HubEndpoint, Future<List<RepoSummary>>> answers)
      throws InterruptedException {
    var results = new ArrayList<SearchResult>();
    var failures = new ArrayList<SearchAnswer.Failed>();
    Failure first = null;
    HubCache local = cache.get();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (Map.Entry<HubEndpoint, Future<List<RepoSummary>>> entry : answers.entrySet()) {
      HubEndpoint endpoint = entry.getKey();
      try {
        List<RepoSummary> found = await(entry.getValue(), endpoint, deadline);
        found.stream()
            .limit(request.limit())
            .map(repo -> SearchResult.of(repo, endpoint, isCached(local, repo)))
            .forEach(results::add);
      } catch (FailureException e) {
        first = first == null ? e.failure() : first;
        failures.add(new SearchAnswer.Failed(endpoint.base().toString(), e.failure().message()));
      }
    }
    if (first != null && failures.size() == answers.size()) {
      throw new FailureException(first);
    }
    return new SearchAnswer(results, results.size(), request.text(), failures);
  }

  private static List<RepoSummary> await(
      Future<List<RepoSummary>> answer, HubEndpoint endpoint, long deadline)
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

  private static boolean isCached(HubCache cache, RepoSummary repo) {
    RepoType type = repo.type();
    return RepoId.parse(type, repo.id()).map(cache::contains).orElse(false);
  }
}

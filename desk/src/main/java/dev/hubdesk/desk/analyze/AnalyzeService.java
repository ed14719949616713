package dev.hubdesk.desk.analyze;

import dev.hubdesk.desk.Sizes;
import dev.hubdesk.desk.endpoints.Endpoints;
import dev.hubdesk.desk.endpoints.Located;
import dev.hubdesk.hubclient.HubEndpoint;
import dev.hubdesk.hubclient.RemoteRef;
import dev.hubdesk.hubclient.RemoteRefs;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import dev.hubdesk.protocol.Revision;
import dev.hubdesk.protocol.TreeEntry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds out what a repository is.
public final class AnalyzeService {

  private static final Logger LOG = LoggerFactory.getLogger(AnalyzeService.class);

  private final Endpoints endpoints;
  private final List<KindAnalyzer> kinds;
  private final Clock clock;

  /// @param kinds of models, asked in order; what none recognises is a plain repository
  public AnalyzeService(Endpoints endpoints, List<KindAnalyzer> kinds, Clock clock) {
    this.endpoints = endpoints;
    this.kinds = List.copyOf(kinds);
    this.clock = clock;
  }

  /// An [Analysis], or a [Choice] when the name stands for two repositories and the question did
  /// not say which.
  ///
  /// @throws FailureException with NotFound, RevisionNotFound, Forbidden, Upstream …
  public Object analyze(AnalyzeQuestion question) throws InterruptedException {
    RepoId model = question.repo(RepoType.MODEL);
    RepoId dataset = question.repo(RepoType.DATASET);
    for (HubEndpoint endpoint : endpoints.asked(question.endpoint())) {
      Optional<Located> asModel =
          question.forcesDataset()
              ? Optional.empty()
              : endpoints.at(endpoint, model, question.revision());
      Optional<Located> asDataset =
          question.forcesModel() && asModel.isPresent()
              ? Optional.empty()
              : endpoints.at(endpoint, dataset, question.revision());
      if (asModel.isPresent() && asDataset.isPresent()) {
        return Choice.between(model);
      }
      Optional<Located> found = asModel.or(() -> asDataset);
      if (found.isPresent()) {
        return tell(found.get(), question);
      }
    }
    throw endpoints.notFound(model, question.endpoint());
  }

  private Analysis tell(Located located, AnalyzeQuestion question) throws InterruptedException {
    List<TreeEntry.File> files = endpoints.files(located);
    boolean dataset = located.repo().type() == RepoType.DATASET;
    Findings findings = kind(files, dataset).analyze(files);
    long size = files.stream().mapToLong(TreeEntry.File::size).sum();
    List<String> filters = findings.recommendedFilters();
    return new Analysis(
        located.repo().path(),
        dataset,
        findings.type(),
        findings.description(),
        files.stream().map(FileInfo::of).toList(),
        size,
        Sizes.human(size),
        files.size(),
        located.commit().hex(),
        located.revision().text(),
        located.endpoint().base().toString(),
        refs(located),
        clock.instant(),
        findings.details(),
        findings.items(),
        filters,
        new RecommendedDownload(
            located.repo().path(),
            dataset,
            located.revision().equals(Revision.MAIN) ? null : located.revision().text(),
            question.endpoint(),
            filters.isEmpty() ? null : filters,
            !filters.isEmpty()));
  }

  private KindAnalyzer kind(List<TreeEntry.File> files, boolean dataset) {
    if (dataset) {
      return new DatasetAnalyzer();
    }
    return kinds.stream()
        .filter(kind -> kind.recognises(files))
        .findFirst()
        .orElseGet(GenericAnalyzer::new);
  }

  /// Refs only help to choose another revision: without them the analysis is as good.
  private List<RefInfo> refs(Located located) throws InterruptedException {
    try {
      RemoteRefs refs = endpoints.refs(located);
      var told = new ArrayList<RefInfo>();
      refs.branches().forEach(ref -> told.add(tell(ref, "branch")));
      refs.tags().forEach(ref -> told.add(tell(ref, "tag")));
      return told;
    } catch (FailureException e) {
      LOG.debug("No refs of {}: {}", located.repo(), e.getMessage());
      return List.of();
    }
  }

  private static RefInfo tell(RemoteRef ref, String type) {
    return new RefInfo(ref.name(), type, ref.target().hex());
  }
}

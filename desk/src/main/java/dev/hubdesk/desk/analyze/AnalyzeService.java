package dev.hubdesk.desk.analyze;

import dev.hubdesk.desk.endpoints.Endpoints;
import dev.hubdesk.desk.endpoints.Located;
import dev.hubdesk.desk.endpoints.Patience;
import dev.hubdesk.desk.plan.ExactFilters;
import dev.hubdesk.hubclient.HubEndpoint;
import dev.hubdesk.hubclient.RemoteRef;
import dev.hubdesk.hubclient.RemoteRefs;
import dev.hubdesk.hubclient.RepoInfo;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import dev.hubdesk.protocol.TreeEntry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds out what a repository is.
public final class AnalyzeService {

  /// The most files that are looked at: further pages of a listing are not asked for.
  public static final int MAX_LISTED = 200_000;

  /// How many analyses are worked on at a time.
  public static final int MAX_AT_ONCE = 3;

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Logger LOG = LoggerFactory.getLogger(AnalyzeService.class);

  private final Endpoints endpoints;
  private final Kinds kinds;
  private final Clock clock;
  private final Patience patience = new Patience(MAX_AT_ONCE, LIMIT, "The analysis");

  public AnalyzeService(Endpoints endpoints, Kinds kinds, Clock clock) {
    this.endpoints = endpoints;
    this.kinds = kinds;
    this.clock = clock;
  }

  /// An [Analysis], or a [Choice] when the name stands for two repositories and the question did
  /// not say which.
  ///
  /// @throws FailureException with NotFound, RevisionNotFound, Forbidden, Upstream …
  public Object analyze(AnalyzeQuestion question) throws InterruptedException {
    return patience.ask(() -> answer(question));
  }

  private Object answer(AnalyzeQuestion question) throws InterruptedException {
    for (HubEndpoint endpoint : endpoints.asked(question.endpoint())) {
      Optional<RepoInfo> model = Optional.empty();
      @Nullable FailureException refused = null;
      if (!question.forcesDataset()) {
        try {
          model = info(endpoint, question, RepoType.MODEL);
        } catch (FailureException e) {
          refused = onlyOfRevision(e);
        }
      }
      if (model.isPresent() && question.forcesModel()) {
        return tell(endpoint, model.get(), RepoType.MODEL, question);
      }
      Optional<RepoInfo> dataset =
          model.isPresent() || refused != null
              ? probe(endpoint, question)
              : info(endpoint, question, RepoType.DATASET);
      if (model.isPresent() && dataset.isPresent()) {
        return Choice.between(question.repo(RepoType.MODEL));
      }
      if (model.isPresent() || dataset.isPresent()) {
        RepoType type = model.isPresent() ? RepoType.MODEL : RepoType.DATASET;
        return tell(endpoint, model.or(() -> dataset).orElseThrow(), type, question);
      }
      if (refused != null) {
        throw refused;
      }
    }
    throw endpoints.notFound(question.repo(RepoType.MODEL), question.endpoint());
  }

  /// A model without that revision leaves room for a dataset that has it. Every other refusal is
  /// the answer.
  private static FailureException onlyOfRevision(FailureException e) {
    if (e.failure() instanceof Failure.RevisionNotFound) {
      return e;
    }
    throw e;
  }

  private Optional<RepoInfo> info(HubEndpoint endpoint, AnalyzeQuestion question, RepoType type)
      throws InterruptedException {
    return endpoints.info(endpoint, question.repo(type), question.revision());
  }

  /// Whether there is a dataset of that name as well. One request, and no matter if it fails: the
  /// model is there.
  private Optional<RepoInfo> probe(HubEndpoint endpoint, AnalyzeQuestion question)
      throws InterruptedException {
    try {
      return info(endpoint, question, RepoType.DATASET);
    } catch (FailureException e) {
      LOG.debug("No answer about a dataset {}: {}", question.name(), e.getMessage());
      return Optional.empty();
    }
  }

  private Analysis tell(
      HubEndpoint endpoint, RepoInfo info, RepoType type, AnalyzeQuestion question)
      throws InterruptedException {
    RepoId repo = question.repo(type);
    var located = new Located(endpoint, repo, question.revision(), info.commit());
    List<TreeEntry.File> listed = endpoints.files(located, MAX_LISTED);
    boolean isCut = listed.size() > MAX_LISTED;
    List<TreeEntry.File> files = isCut ? listed.subList(0, MAX_LISTED) : listed;
    var source = new EndpointSource(endpoints, located);
    Kind byNames = type == RepoType.DATASET ? Kind.DATASET : Kind.of(files);
    var subject =
        new Subject(
            repo,
            info.json(),
            files,
            new MetadataReader(source).read(files, byNames.metadata()),
            source,
            new ExactFilters(files),
            question.ram());
    Kind kind = kinds.refine(byNames, subject);
    Findings findings = kinds.analyze(kind, subject);
    return new Analysis.Draft(located, question, kind, subject, findings, isCut)
        .at(clock.instant(), refs(located));
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

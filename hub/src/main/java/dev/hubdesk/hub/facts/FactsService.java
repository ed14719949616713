package dev.hubdesk.hub.facts;

import dev.hubdesk.catalog.FactsRow;
import dev.hubdesk.catalog.RepositoryFacts;
import dev.hubdesk.catalog.RepositoryFacts.Confirmation;
import dev.hubdesk.catalog.Standing;
import dev.hubdesk.git.GitStore;
import dev.hubdesk.git.Publication;
import dev.hubdesk.git.PublicationWatcher;
import dev.hubdesk.git.Repository;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RefName;
import dev.hubdesk.protocol.RepoType;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the facts of repositories in step with their default branches.
///
/// They are brought up to date when a publication moved the branch, before its author is answered;
/// what a crash left behind is mended by whoever reads the facts next, and after the start. When a
/// commit changes nothing that facts come from, nothing is written at once: that they are true of
/// the new commit, too, is kept here until [#writeConfirmations].
public final class FactsService implements PublicationWatcher {

  private static final Logger LOG = LoggerFactory.getLogger(FactsService.class);

  /// Repositories that one step of [#refreshOutdated] takes.
  private static final int STEP = 100;

  private final GitStore git;
  private final RepositoryFacts rows;
  private final ModelHeads heads;
  private final Map<Long, Confirmation> confirmed = new ConcurrentHashMap<>();

  public FactsService(GitStore git, RepositoryFacts rows, ModelHeads heads) {
    this.git = git;
    this.rows = rows;
    this.heads = heads;
  }

  @Override
  public void published(Publication publication) {
    if (publication.refs().stream().noneMatch(change -> change.name().equals(RefName.MAIN))) {
      return;
    }
    try {
      known(List.of(publication.repository()));
    } catch (RuntimeException e) {
      LOG.warn("the facts of repository {} wait for a reader", publication.repository(), e);
    }
  }

  /// What is known of these repositories now; those that are gone are left out.
  public Map<Long, Known> known(Collection<Long> repositories) {
    var known = new LinkedHashMap<Long, Known>();
    rows.standings(repositories)
        .forEach((key, standing) -> known.put(key, Known.of(current(standing))));
    return known;
  }

  /// What is known of one repository now.
  ///
  /// @throws FailureException with `RepoNotFound` when it is gone
  public Known known(long repository) {
    @Nullable Known known = known(List.of(repository)).get(repository);
    if (known == null) {
      throw new FailureException(new Failure.RepoNotFound(false));
    }
    return known;
  }

  /// What the files of any commit tell; of the default branch's what is kept.
  public Known at(long repository, RepoType type, Repository opened, Oid commit)
      throws IOException {
    Known now = known(repository);
    if (commit.equals(now.standing().head())) {
      return now;
    }
    Sources sources = Sources.of(type, opened.names(commit));
    return new Known(now.standing(), Derivation.of(opened, sources, heads).facts());
  }

  /// Brings the facts of all repositories up to date that need it, and says how many did.
  public int refreshOutdated() {
    int refreshed = 0;
    long after = 0;
    List<Long> outdated = rows.outdated(Derivation.RULES, after, STEP);
    while (!outdated.isEmpty() && !Thread.currentThread().isInterrupted()) {
      refreshed += known(outdated).size();
      after = outdated.getLast();
      outdated = rows.outdated(Derivation.RULES, after, STEP);
    }
    writeConfirmations();
    return refreshed;
  }

  /// Derives the facts of a repository anew, whatever is kept.
  public void rebuild(long repository) throws IOException {
    @Nullable Standing standing = rows.standings(List.of(repository)).get(repository);
    if (standing != null) {
      confirmed.remove(repository);
      refresh(standing, "");
    }
  }

  /// Writes down which facts are true of later commits, too.
  public void writeConfirmations() {
    List<Confirmation> waiting = List.copyOf(confirmed.values());
    rows.confirm(waiting);
    waiting.forEach(one -> confirmed.remove(one.repository(), one));
  }

  private Standing current(Standing standing) {
    @Nullable Confirmation confirmation = confirmed.get(standing.repository());
    boolean isConfirmed =
        confirmation != null
            && standing.rules() == Derivation.RULES
            && confirmation.commit().equals(standing.head())
            && confirmation.fingerprint().equals(standing.fingerprint());
    if (isConfirmed || standing.isCurrent(Derivation.RULES)) {
      return standing;
    }
    try {
      boolean sameRules = standing.rules() == Derivation.RULES;
      return refresh(standing, sameRules ? standing.fingerprint() : "");
    } catch (IOException e) {
      LOG.warn("cannot derive the facts of repository {}", standing.repository(), e);
      return standing;
    }
  }

  /// @param known the fingerprint of facts that need not be derived again
  private Standing refresh(Standing standing, String known) throws IOException {
    @Nullable Oid head = standing.head();
    if (head == null) {
      return save(standing, "none", 0, new Derived(YamlValues.emptyMapping(), new Tags(), 0));
    }
    try (Repository repository = git.open(standing.repository())) {
      Sources sources = Sources.of(standing.type(), repository.names(head));
      String fingerprint = sources.fingerprint();
      long size = repository.size(head).orElse(standing.mainSize());
      if (fingerprint.equals(known)) {
        confirmed.put(
            standing.repository(),
            new Confirmation(standing.repository(), head, fingerprint, size));
        return standing;
      }
      return save(standing, fingerprint, size, Derivation.of(repository, sources, heads));
    }
  }

  private Standing save(Standing standing, String fingerprint, long size, Derived derived) {
    String facts = derived.facts().toString();
    rows.save(
        new FactsRow(
            standing.repository(),
            standing.head(),
            fingerprint,
            Derivation.RULES,
            facts,
            derived.parameters(),
            size,
            derived.tags().rows()));
    return new Standing(
        standing.repository(),
        standing.type(),
        standing.head(),
        standing.head(),
        fingerprint,
        Derivation.RULES,
        facts,
        standing.downloads(),
        standing.downloadsAllTime(),
        standing.trending(),
        derived.parameters(),
        size);
  }
}

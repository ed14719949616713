package dev.hubdesk.hub.repos;

import dev.hubdesk.catalog.Account;
import dev.hubdesk.catalog.Repositories;
import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.git.CommitDraft;
import dev.hubdesk.git.GitStore;
import dev.hubdesk.git.Repository;
import dev.hubdesk.hub.Authors;
import dev.hubdesk.hub.access.Caller;
import dev.hubdesk.hub.access.RepoGate;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RefName;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.RepoType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes and deletes repositories.
public final class RepoService {

  private static final Set<String> SDKS = Set.of("gradio", "docker", "static", "streamlit");
  private static final RepoPath ATTRIBUTES = new RepoPath(".gitattributes");

  private final Repositories repositories;
  private final RepoGate gate;
  private final Namespaces namespaces;
  private final GitStore git;
  private final Clock clock;

  public RepoService(
      Repositories repositories, RepoGate gate, Namespaces namespaces, GitStore git, Clock clock) {
    this.repositories = repositories;
    this.gate = gate;
    this.namespaces = namespaces;
    this.git = git;
    this.clock = clock;
  }

  /// Makes a repository with one commit, `initial commit`, that holds `.gitattributes`. The row and
  /// the commit become visible together.
  ///
  /// @throws FailureException with `NotSignedIn`, `Forbidden`, `BadRequest`, or `Conflict` whose
  ///   url is the path of the repository that exists
  public RepositoryRow create(Caller caller, NewRepository wanted) throws IOException {
    Caller.SignedIn author = caller.writer();
    Account owner = namespaces.creatable(author, wanted.namespace());
    RepositoryRow row = row(wanted, owner).withCreator(author.account().id());
    if (repositories.find(row.id()).isPresent()) {
      throw exists(row.id());
    }
    try {
      publish(row, author);
    } catch (FailureException e) {
      throw e.failure() instanceof Failure.Conflict ? exists(row.id()) : e;
    }
    return row;
  }

  /// Deletes a repository with its history. Its bytes go with a later sweep.
  ///
  /// @throws FailureException with `RepoNotFound`, `NotSignedIn` or `Forbidden`
  public void delete(Caller caller, RepoId id) {
    if (!repositories.delete(gate.administrable(caller, id).key())) {
      throw new FailureException(new Failure.RepoNotFound(false));
    }
  }

  private RepositoryRow row(NewRepository wanted, Account owner) {
    var id = new RepoId(wanted.type(), owner.name(), wanted.name());
    @Nullable Boolean said = wanted.isPrivate();
    Instant now = clock.instant();
    return new RepositoryRow(
        repositories.newKey(),
        id,
        owner.id(),
        said == null ? owner.newRepositoriesPrivate() : said,
        now,
        now,
        sdk(wanted));
  }

  private static @Nullable String sdk(NewRepository wanted) {
    if (wanted.type() != RepoType.SPACE) {
      return null;
    }
    @Nullable String sdk = wanted.sdk();
    if (sdk == null || !SDKS.contains(sdk)) {
      throw new FailureException(
          new Failure.BadRequest(
              "A space needs \"sdk\", one of docker, gradio, static, streamlit"));
    }
    return sdk;
  }

  private void publish(RepositoryRow row, Caller.SignedIn author) throws IOException {
    byte[] attributes = DefaultAttributes.of(row.id().type());
    var text =
        new CommitDraft.CommitText(
            "initial commit",
            "",
            Authors.signature(author.account(), row.createdAt()),
            author.account().id());
    try (Repository repository = git.open(row.key());
        CommitDraft draft = repository.draft(RefName.MAIN)) {
      draft.addFile(ATTRIBUTES, new ByteArrayInputStream(attributes), attributes.length);
      draft.publish(text, null, List.of(repositories.create(row)));
    }
  }

  private static FailureException exists(RepoId id) {
    return new FailureException(
        new Failure.Conflict(
            "The " + id.type().singular() + " " + id.path() + " already exists", id.urlPath()));
  }
}

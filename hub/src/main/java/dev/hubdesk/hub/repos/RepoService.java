package dev.hubdesk.hub.repos;

import dev.hubdesk.catalog.Account;
import dev.hubdesk.catalog.Repositories;
import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.hub.access.Caller;
import dev.hubdesk.hub.access.RepoGate;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes and deletes repositories.
public final class RepoService {

  private static final Set<String> SDKS = Set.of("gradio", "docker", "static", "streamlit");

  private final Repositories repositories;
  private final RepoGate gate;
  private final Namespaces namespaces;
  private final Founding founding;
  private final Clock clock;

  public RepoService(
      Repositories repositories,
      RepoGate gate,
      Namespaces namespaces,
      Founding founding,
      Clock clock) {
    this.repositories = repositories;
    this.gate = gate;
    this.namespaces = namespaces;
    this.founding = founding;
    this.clock = clock;
  }

  /// Makes a repository with one commit, `initial commit`, that holds `.gitattributes`, a card when
  /// a licence was named, and the files that were given.
  ///
  /// @throws FailureException with `NotSignedIn`, `Forbidden`, `BadRequest`, and what
  ///   [Founding#found] throws
  RepositoryRow create(Caller caller, NewRepository wanted) throws IOException {
    Caller.SignedIn author = caller.writer();
    Account owner = namespaces.creatable(author, wanted.namespace());
    RepositoryRow row = row(wanted, owner).withCreator(author.account().id());
    FirstFiles files = FirstFiles.of(wanted.type(), wanted.license(), wanted.files());
    founding.found(author, row, "initial commit", files::addTo);
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
}

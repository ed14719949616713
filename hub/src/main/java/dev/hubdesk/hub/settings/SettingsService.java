package dev.hubdesk.hub.settings;

import dev.hubdesk.catalog.Repositories;
import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.hub.access.Caller;
import dev.hubdesk.hub.access.RepoGate;
import dev.hubdesk.protocol.RepoId;

/// Tells and changes the settings of repositories.
public final class SettingsService {

  private final Repositories repositories;
  private final RepoGate gate;

  public SettingsService(Repositories repositories, RepoGate gate) {
    this.repositories = repositories;
    this.gate = gate;
  }

  /// The repository, for telling its settings.
  ///
  /// @throws dev.hubdesk.protocol.FailureException with what [RepoGate#administrable] throws
  RepositoryRow read(Caller caller, RepoId id) {
    return gate.administrable(caller, id);
  }

  /// Changes settings: all that is asked for, or nothing.
  ///
  /// @throws dev.hubdesk.protocol.FailureException with what [RepoGate#administrable] throws;
  ///   `Forbidden` when somebody else than an administrator of the Hub would disable or enable
  RepositoryRow change(Caller caller, RepoId id, SettingsChange change) {
    RepositoryRow row = gate.administrable(caller, id);
    if (change.disabled() != null) {
      caller.administrator();
    }
    return repositories.change(row.key(), change::applied);
  }
}

package dev.hubdesk.hub.repos;

import dev.hubdesk.catalog.Accounts;
import dev.hubdesk.catalog.RepositoryQuery;
import dev.hubdesk.catalog.RepositoryQuery.Listed;
import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.hub.access.Caller;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Lists what an account has, as far as the caller may see it.
public final class NamespaceListService {

  private final Accounts accounts;
  private final RepoCatalogue catalogue;

  public NamespaceListService(Accounts accounts, RepoCatalogue catalogue) {
    this.accounts = accounts;
    this.catalogue = catalogue;
  }

  /// The repositories of a user or an organisation, of each type at most `limit`.
  ///
  /// @throws FailureException with [Failure.NotFound] when there is no such account
  Map<RepoType, List<RepositoryRow>> of(
      String owner, Caller caller, RepositoryQuery.Order order, int limit) {
    if (accounts.find(owner).isEmpty()) {
      throw new FailureException(new Failure.NotFound("There is no user " + owner));
    }
    Map<RepoType, List<RepositoryRow>> found = new LinkedHashMap<>();
    for (RepoType type : RepoType.values()) {
      RepositoryQuery query =
          RepositoryQuery.all(type, caller.viewer()).by(owner).sorted(order, false);
      found.put(type, catalogue.first(query, limit).stream().map(Listed::row).toList());
    }
    return found;
  }
}

package dev.hubdesk.desk.plan;

import dev.hubdesk.desk.endpoints.Endpoints;
import dev.hubdesk.desk.endpoints.Located;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Revision;

/// Finds out which files a request means.
public final class PlanService {

  private final Endpoints endpoints;

  public PlanService(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  /// Looks the repository up and chooses from its files.
  ///
  /// @throws FailureException with NotFound, RevisionNotFound, Forbidden, Upstream …
  public Plan plan(DownloadRequest request) throws InterruptedException {
    Located located =
        endpoints.locate(request.id(), new Revision(request.revision()), request.endpoint());
    return new Plan(located, request.selection().choose(endpoints.files(located)));
  }
}

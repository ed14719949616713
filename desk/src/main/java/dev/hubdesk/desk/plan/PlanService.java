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

  /// Finds the repository and the commit that the revision stands for now.
  ///
  /// @throws FailureException with NotFound, RevisionNotFound, Forbidden, Upstream …
  public Located locate(DownloadRequest request) throws InterruptedException {
    return endpoints.locate(request.id(), new Revision(request.revision()), request.endpoint());
  }

  /// Chooses from the files of a repository that was found.
  ///
  /// @throws FailureException with NotFound, RevisionNotFound, Forbidden, Upstream …
  public Plan plan(Located located, DownloadRequest request) throws InterruptedException {
    return new Plan(located, request.selection().choose(endpoints.files(located)));
  }

  /// Looks the repository up and chooses from its files.
  ///
  /// @throws FailureException with NotFound, RevisionNotFound, Forbidden, Upstream …
  public Plan plan(DownloadRequest request) throws InterruptedException {
    return plan(locate(request), request);
  }
}

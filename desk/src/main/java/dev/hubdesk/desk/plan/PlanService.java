package dev.hubdesk.desk.plan;

import dev.hubdesk.desk.endpoints.Endpoints;
import dev.hubdesk.desk.endpoints.Located;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Revision;
import dev.hubdesk.protocol.TreeEntry;
import java.util.List;

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
    List<TreeEntry.File> all = endpoints.files(located);
    return new Plan(located, request.selection().choose(all), all);
  }

  /// Looks the repository up and chooses from its files.
  ///
  /// @throws FailureException with NotFound, RevisionNotFound, Forbidden, Upstream …
  public Plan plan(DownloadRequest request) throws InterruptedException {
    return plan(locate(request), request);
  }
}

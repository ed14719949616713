package dev.hubdesk.desk.plan;

import dev.hubdesk.desk.endpoints.Located;
import dev.hubdesk.desk.endpoints.Patience;
import dev.hubdesk.protocol.FailureException;
import java.time.Duration;

/// Plans for somebody who waits for the answer. A job that makes its own has more time.
public final class PromptPlans {

  /// How many are made at a time: a listing may be long.
  public static final int MAX_AT_ONCE = 4;

  /// How long one may take, from the question to the answer.
  public static final Duration LIMIT = Duration.ofMinutes(2);

  private final PlanService plans;
  private final Patience patience;

  public PromptPlans(PlanService plans) {
    this(plans, new Patience(MAX_AT_ONCE, LIMIT, "The plan"));
  }

  PromptPlans(PlanService plans, Patience patience) {
    this.plans = plans;
    this.patience = patience;
  }

  /// Finds the repository and the commit that the revision stands for now.
  ///
  /// @throws FailureException as [PlanService#locate], Upstream (504) when it takes too long
  public Located locate(DownloadRequest request) throws InterruptedException {
    return patience.ask(() -> plans.locate(request));
  }

  /// Looks the repository up and chooses from its files.
  ///
  /// @throws FailureException as [PlanService#plan(DownloadRequest)], Upstream (504) when it takes
  ///   too long
  public Plan plan(DownloadRequest request) throws InterruptedException {
    return patience.ask(() -> plans.plan(request));
  }
}

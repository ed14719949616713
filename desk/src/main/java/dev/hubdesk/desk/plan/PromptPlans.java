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

  /// How many repositories are looked up at a time, apart from plans: a few requests each.
  public static final int MAX_LOOK_UPS = 16;

  private final PlanService plans;
  private final Patience listings;
  private final Patience lookUps;

  public PromptPlans(PlanService plans) {
    this(plans, MAX_AT_ONCE, MAX_LOOK_UPS, LIMIT);
  }

  PromptPlans(PlanService plans, int plansAtOnce, int lookUpsAtOnce, Duration limit) {
    this.plans = plans;
    this.listings = new Patience(plansAtOnce, limit, "The plan");
    this.lookUps = new Patience(lookUpsAtOnce, limit, "Looking up the repository");
  }

  /// Finds the repository and the commit that the revision stands for now.
  ///
  /// @throws FailureException as [PlanService#locate], Upstream (504) when it takes too long
  public Located locate(DownloadRequest request) throws InterruptedException {
    return lookUps.ask(() -> plans.locate(request));
  }

  /// Looks the repository up and chooses from its files.
  ///
  /// @throws FailureException as [PlanService#plan(DownloadRequest)], Upstream (504) when it takes
  ///   too long
  public Plan plan(DownloadRequest request) throws InterruptedException {
    return listings.ask(() -> plans.plan(request));
  }
}

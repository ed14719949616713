package dev.hubdesk.desk.plan;

import dev.hubdesk.desk.places.Destination;
import dev.hubdesk.desk.places.DiskRoom;
import dev.hubdesk.desk.places.Places;
import dev.hubdesk.desk.places.SnapshotPlaces;
import dev.hubdesk.desk.transfer.PlanFiles;
import dev.hubdesk.desk.transfer.PlannedFile;
import dev.hubdesk.desk.transfer.SnapshotPlace;
import dev.hubdesk.desk.transfer.SnapshotPlan;
import dev.hubdesk.protocol.TreeEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Tells what a download would bring, where to, and how much of it is there already. Creates
/// nothing.
public final class PreviewService {

  private final PromptPlans plans;
  private final Places places;

  public PreviewService(PromptPlans plans, Places places) {
    this.plans = plans;
    this.places = places;
  }

  /// The answer to a plan. Where the files would go is settled before any Hub is asked.
  ///
  /// @throws dev.hubdesk.protocol.FailureException with BadRequest, NotFound, Upstream …
  /// @throws IOException when the disk does not tell how much room it has
  public PlanAnswer preview(DownloadRequest request) throws IOException, InterruptedException {
    Destination destination = places.decide(request.place(), request.storedId());
    Plan plan = plans.plan(request);
    List<PlannedFile> files = plan.files().stream().map(PlannedFile::of).toList();
    SnapshotPlace place =
        SnapshotPlaces.of(
            destination,
            new SnapshotPlan(
                plan.located().endpoint(),
                plan.located().repo(),
                plan.located().revision(),
                plan.located().commit(),
                PlanFiles.of(files)));
    var entries = new ArrayList<PlanAnswer.PlannedEntry>(files.size());
    long present = 0;
    for (int i = 0; i < files.size(); i++) {
      PlannedFile file = files.get(i);
      TreeEntry.File listed = plan.files().get(i);
      boolean here = place.holdsBytes(file);
      present += here ? file.size() : 0;
      entries.add(
          new PlanAnswer.PlannedEntry(file.path().text(), file.size(), listed.lfs() != null, here));
    }
    long free = DiskRoom.of(destination.root()).free();
    return PlanAnswer.of(plan, entries, destination, present, free);
  }
}

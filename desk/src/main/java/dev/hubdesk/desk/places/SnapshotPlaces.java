package dev.hubdesk.desk.places;

import dev.hubdesk.desk.cache.HubCache;
import dev.hubdesk.desk.flat.FlatSnapshot;
import dev.hubdesk.desk.transfer.CacheSnapshot;
import dev.hubdesk.desk.transfer.SnapshotPlace;
import dev.hubdesk.desk.transfer.SnapshotPlan;

/// How files get into each kind of destination.
public final class SnapshotPlaces {

  private SnapshotPlaces() {}

  /// The place of a plan's files.
  public static SnapshotPlace of(Destination destination, SnapshotPlan plan) {
    return switch (destination) {
      case Destination.HubCacheFolder cache -> new CacheSnapshot(new HubCache(cache.root()), plan);
      case Destination.FlatFolder flat -> new FlatSnapshot(flat.root(), flat.repo(), plan.commit());
    };
  }
}

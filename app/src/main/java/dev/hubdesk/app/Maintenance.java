package dev.hubdesk.app;

import dev.hubdesk.catalog.Catalog;
import dev.hubdesk.hub.HubConfig;
import dev.hubdesk.hub.facts.FactsService;
import dev.hubdesk.hub.sweep.SweepService;
import dev.hubdesk.hub.upkeep.FsckService;
import dev.hubdesk.hub.upkeep.GcService;
import dev.hubdesk.hub.upkeep.ReindexService;
import dev.hubdesk.hub.upkeep.UpkeepService;
import java.time.Clock;
import java.util.List;

/// What looks after the stores of a Hub.
public record Maintenance(
    SweepService sweeps,
    UpkeepService upkeep,
    GcService gc,
    FsckService fsck,
    ReindexService reindex) {

  static Maintenance of(HubStores stores, HubConfig config, FactsService facts, Clock clock) {
    Catalog catalog = stores.catalog();
    var sweeps =
        new SweepService(
            stores.blobs(),
            stores.git(),
            catalog.lfsObjects(),
            catalog.leases(),
            stores.node(),
            config.collectAfter(),
            clock);
    var upkeep =
        new UpkeepService(
            stores.git(), catalog.leases(), stores.node(), config.collectAfter(), clock);
    return new Maintenance(
        sweeps,
        upkeep,
        new GcService(upkeep, sweeps, catalog.repositories(), catalog.lfsObjects()),
        new FsckService(
            stores.blobs(), stores.git(), catalog.repositories(), catalog.lfsObjects(), clock),
        new ReindexService(stores.git(), catalog.repositories(), List.of(facts::rebuild)));
  }
}

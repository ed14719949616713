package dev.hubdesk.conformance.api;

import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.git.Ledger;
import dev.hubdesk.git.Publication;
import dev.hubdesk.git.PublicationRefusedException;
import dev.hubdesk.git.RefChange;
import dev.hubdesk.git.RefRecord;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RefName;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import dev.hubdesk.testkit.hub.RunningHub;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Puts refs that no API makes, such as `refs/pr/1`.
final class TestRefs {

  private TestRefs() {}

  /// Makes a ref of a model, or moves it.
  static void put(RunningHub hub, String namespace, String name, String ref, String commit) {
    RepoId id = RepoId.of(RepoType.MODEL, namespace, name).orElseThrow();
    RepositoryRow row = hub.catalog().repositories().find(id).orElseThrow();
    Ledger ledger = hub.catalog().ledger();
    var full = new RefName(ref);
    Oid from = ledger.ref(row.key(), full).map(RefRecord::target).orElse(null);
    var change = new RefChange(full, from, new Oid(commit), null);
    try {
      ledger.publish(
          new Publication(
              row.key(),
              row.owner(),
              "test",
              Instant.now(),
              List.of(),
              List.of(change),
              Map.of(),
              Map.of(),
              Map.of(),
              null),
          List.of());
    } catch (PublicationRefusedException e) {
      throw new AssertionError(e);
    }
  }
}

package dev.hubdesk.testkit.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.catalog.Account;
import dev.hubdesk.git.ObjectArea;
import dev.hubdesk.git.ObjectsCollectedException;
import dev.hubdesk.git.PackRecord;
import dev.hubdesk.git.Publication;
import dev.hubdesk.git.RefChange;
import dev.hubdesk.git.Replacement;
import dev.hubdesk.git.UpkeepLedger;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RefName;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What an [UpkeepLedger] must do.
public abstract class UpkeepContract extends CatalogContract {

  private long key;
  private long other;
  private Account ana;
  private UpkeepLedger upkeep;

  @BeforeEach
  void makeRepositories() {
    ana = user("ana");
    key = repository(ana, "m", false).key();
    other = repository(ana, "n", false).key();
    upkeep = catalog.ledger().upkeep();
  }

  private PackRecord pack(String name) {
    return new PackRecord(
        ObjectArea.CONTENT, name, "INSERT", now, 3, Map.of("pack", 100L, "idx", 10L));
  }

  private Publication with(List<PackRecord> packs, @Nullable Long collections, RefChange... refs) {
    return new Publication(
        key,
        7,
        refs.length == 0 ? "commit" : "reset",
        now,
        packs,
        List.of(refs),
        Map.of(oid(50), object(1)),
        Map.of(),
        Map.of(oid(1), oid(11), oid(2), oid(12)),
        collections);
  }

  private boolean replace(
      Set<String> replaced, Replacement.@Nullable Collection collection, String... fresh) {
    List<PackRecord> packs = List.of(fresh).stream().map(this::pack).toList();
    return upkeep.replace(new Replacement(key, packs, replaced, collection, now));
  }

  private List<String> live() {
    return catalog.ledger().packs(key, ObjectArea.CONTENT).stream().map(PackRecord::name).toList();
  }

  @Test
  void packsTakeThePlaceOfOthersWhoseFilesStayForAWhile() {
    publish(with(List.of(pack("a"), pack("b"), pack("c")), null));
    now = now.plusSeconds(10);

    assertThat(replace(Set.of("a", "b"), null, "d")).isTrue();

    assertThat(live()).containsExactlyInAnyOrder("c", "d");
    assertThat(catalog.ledger().knownPacks(Set.of("a", "b", "x")))
        .containsExactlyInAnyOrder("a", "b");
    assertThat(upkeep.gone(now, 10)).isEmpty();
    List<UpkeepLedger.GonePack> gone = upkeep.gone(now.plusMillis(1), 10);
    assertThat(gone).extracting(pack -> pack.pack().name()).containsExactlyInAnyOrder("a", "b");
    assertThat(gone.getFirst().pack().sizes()).isEqualTo(Map.of("pack", 100L, "idx", 10L));
    upkeep.forget(gone);
    assertThat(upkeep.gone(now.plusMillis(1), 10)).isEmpty();
    assertThat(catalog.ledger().knownPacks(Set.of("a", "b"))).isEmpty();
  }

  @Test
  void aPackIsReplacedOnceOnly() {
    publish(with(List.of(pack("a"), pack("b")), null));
    assertThat(replace(Set.of("a"), null, "c")).isTrue();
    assertThat(replace(Set.of("a", "b"), null, "d")).isFalse();
    assertThat(live()).containsExactlyInAnyOrder("b", "c");
    assertThat(replace(Set.of("nothing"), null, "d")).isFalse();
  }

  @Test
  void aCollectionIsRefusedWhenARefHasMovedSinceItLooked() {
    publish(with(List.of(pack("a")), null, branch("main", null, oid(1))));
    long moves = upkeep.moves(key);
    publish(with(List.of(pack("b")), null, branch("main", oid(1), oid(2))));
    assertThat(upkeep.moves(key)).isEqualTo(moves + 1);

    assertThat(replace(Set.of("a"), new Replacement.Collection(moves, now, Set.of(), Set.of())))
        .isFalse();

    assertThat(live()).containsExactlyInAnyOrder("a", "b");
    assertThat(upkeep.collections(key)).isZero();
  }

  @Test
  void aCollectionTakesHistoryTreesAndLinksAndIsCounted() throws IOException {
    catalog.lfsObjects().stored(object(1), ana.id(), now, () -> true);
    catalog.lfsObjects().stored(object(2), ana.id(), now, () -> true);
    publish(
        with(List.of(pack("a")), 0L), catalog.lfsObjects().link(key, files(object(1), object(2))));
    publish(publication(other), catalog.lfsObjects().link(other, files(object(2))));
    assertThat(upkeep.linkedObjects(key))
        .isEqualTo(Map.of(object(1).oid(), Set.of(oid(50)), object(2).oid(), Set.<Oid>of()));
    assertThat(upkeep.historyTrees(key)).containsOnlyKeys(oid(1), oid(2));

    Set<Oid> commits = Set.of(oid(2));
    var collection =
        new Replacement.Collection(
            upkeep.moves(key), now, commits, Set.of(object(1).oid(), object(2).oid()));
    now = now.plusSeconds(100);
    assertThat(replace(Set.of("a"), collection)).isTrue();

    assertThat(live()).isEmpty();
    assertThat(upkeep.historyTrees(key)).containsOnlyKeys(oid(1));
    assertThat(upkeep.linkedObjects(key)).isEmpty();
    assertThat(upkeep.linkedObjects(other)).hasSize(1);
    assertThat(upkeep.collections(key)).isEqualTo(1);
    assertThat(catalog.lfsObjects().unused(now, 10)).isEmpty();
    assertThat(catalog.lfsObjects().unused(now.plusMillis(1), 10))
        .as("its grace begins when it loses its last link")
        .containsExactly(object(1).oid());
  }

  @Test
  void whoeverLookedBeforeACollectionLooksAgain() {
    publish(with(List.of(), 0L));
    var collection = new Replacement.Collection(upkeep.moves(key), now, Set.of(), Set.of());
    assertThat(replace(Set.of(), collection)).isTrue();

    assertThatThrownBy(() -> catalog.ledger().publish(with(List.of(pack("a")), 0L), List.of()))
        .isInstanceOf(ObjectsCollectedException.class);

    assertThat(live()).isEmpty();
    publish(with(List.of(pack("a")), 1L));
    assertThat(live()).containsExactly("a");
  }

  @Test
  void theLogSaysWhatRefsLeftAndReached() {
    publish(with(List.of(), null, branch("main", null, oid(1))));
    now = now.plusSeconds(10);
    publish(with(List.of(), null, branch("main", oid(1), oid(2))));
    publish(with(List.of(), null, branch("main", oid(2), null)));
    assertThat(upkeep.loggedSince(key, now)).containsExactlyInAnyOrder(oid(1), oid(2));
    assertThat(upkeep.loggedSince(key, now.plusMillis(1))).isEmpty();
    assertThat(upkeep.loggedSince(other, Instant.EPOCH)).isEmpty();
  }

  @Test
  void findsWhereARefWasRewoundAndNobodyCollectedSince() {
    publish(with(List.of(), null, branch("main", null, oid(1))));
    assertThat(upkeep.rewound(now.plusSeconds(1)))
        .as("a new branch leaves nothing behind")
        .isEmpty();
    publish(with(List.of(), null, branch("main", oid(1), oid(2))));
    assertThat(upkeep.rewound(now)).isEmpty();
    Instant later = now.plusMillis(1);
    assertThat(upkeep.rewound(later)).containsExactly(key);
    replace(Set.of(), new Replacement.Collection(upkeep.moves(key), later, Set.of(), Set.of()));
    assertThat(upkeep.rewound(later)).isEmpty();
  }

  @Test
  void tellsWhereManyPacksAreAndWhereSomeWerePublished() {
    publish(with(List.of(pack("a"), pack("b")), null));
    assertThat(upkeep.published()).containsExactly(key);
    assertThat(upkeep.published()).isEmpty();
    assertThat(upkeep.crowded(2)).containsExactly(key);
    assertThat(upkeep.crowded(3)).isEmpty();
    publish(publication(key, branch("x", null, oid(1))));
    assertThat(upkeep.published()).as("no packs").isEmpty();
    assertThat(catalog.ledger().ref(key, RefName.branch("x"))).isPresent();
  }

  @Test
  void thePacksOfADeletedRepositoryGo() {
    publish(with(List.of(pack("a")), null));
    catalog.repositories().delete(key);
    assertThat(upkeep.gone(now.plusMillis(1), 10))
        .extracting(UpkeepLedger.GonePack::repository)
        .containsExactly(key);
    assertThat(upkeep.collections(key)).isZero();
  }
}

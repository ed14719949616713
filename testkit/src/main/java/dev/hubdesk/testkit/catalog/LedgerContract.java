package dev.hubdesk.testkit.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.catalog.Catalog;
import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.git.Alongside;
import dev.hubdesk.git.Ledger;
import dev.hubdesk.git.ObjectArea;
import dev.hubdesk.git.PackRecord;
import dev.hubdesk.git.Publication;
import dev.hubdesk.git.PublicationRefusedException;
import dev.hubdesk.git.RefChange;
import dev.hubdesk.git.RefMovedException;
import dev.hubdesk.git.RefRecord;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RefName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a [Ledger] must do.
public abstract class LedgerContract extends CatalogContract {

  private long key;

  @BeforeEach
  void makeRepository() {
    key = repository(user("ana"), "m", false).key();
  }

  private PackRecord pack(String name, ObjectArea area, long second) {
    return new PackRecord(
        area,
        name,
        "INSERT",
        NOW.plusSeconds(second),
        12,
        Map.of("pack", 5_000_000_000L, "idx", 7L));
  }

  private Publication withPacks(PackRecord... packs) {
    return new Publication(
        key, 7, "commit", now, List.of(packs), List.of(), Map.of(), Map.of(), Map.of(), null);
  }

  private Publication withFacts(
      Map<Oid, LfsPointer> pointers, Map<Oid, Long> sizes, Map<Oid, Oid> history) {
    return new Publication(
        key, 7, "commit", now, List.of(), List.of(), pointers, sizes, history, null);
  }

  @Test
  void remembersPacksNewestFirst() {
    PackRecord old = pack("a", ObjectArea.CONTENT, 0);
    PackRecord young = pack("b", ObjectArea.CONTENT, 1);
    PackRecord history = pack("c", ObjectArea.HISTORY, 2);
    publish(withPacks(old, history));
    publish(withPacks(young));

    assertThat(catalog.ledger().packs(key, ObjectArea.CONTENT)).containsExactly(young, old);
    assertThat(catalog.ledger().packs(key, ObjectArea.HISTORY)).containsExactly(history);
    assertThat(catalog.ledger().packs(key + 1, ObjectArea.CONTENT)).isEmpty();
  }

  @Test
  void knowsThePacksOfEveryRepository() {
    assertThat(catalog.ledger().knownPacks(List.of())).isEmpty();
    publish(withPacks(pack("a", ObjectArea.CONTENT, 0), pack("c", ObjectArea.HISTORY, 2)));
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 700; i++) {
      names.add("unknown" + i);
    }
    names.addAll(List.of("a", "b", "c"));
    assertThat(catalog.ledger().knownPacks(names)).containsExactlyInAnyOrder("a", "c");
    catalog.repositories().delete(key);
    assertThat(catalog.ledger().knownPacks(names)).containsExactlyInAnyOrder("a", "c");
    now = now.plusSeconds(1);
    catalog.ledger().upkeep().forget(catalog.ledger().upkeep().gone(now, 10));
    assertThat(catalog.ledger().knownPacks(names)).isEmpty();
  }

  @Test
  void remembersRefsByNameInTheOrderOfBytes() {
    var tag = new RefChange(RefName.tag("v1"), null, oid(1), oid(2));
    publish(publication(key, branch("b", null, oid(3)), tag, branch("B", null, oid(4))));

    assertThat(catalog.ledger().refs(key))
        .containsExactly(
            new RefRecord(RefName.branch("B"), oid(4), null),
            new RefRecord(RefName.branch("b"), oid(3), null),
            new RefRecord(RefName.tag("v1"), oid(1), oid(2)));
    assertThat(catalog.ledger().ref(key, RefName.tag("v1")))
        .contains(new RefRecord(RefName.tag("v1"), oid(1), oid(2)));
    assertThat(catalog.ledger().ref(key, RefName.tag("V1"))).isEmpty();
  }

  @Test
  void movesARefOnlyFromWhereItStands() {
    publish(publication(key, branch("main", null, oid(1))));
    publish(publication(key, branch("main", oid(1), oid(2))));

    moved(branch("main", oid(1), oid(3)));
    moved(branch("main", null, oid(3)));
    moved(branch("main", oid(1), null));
    moved(branch("main", null, null));
    moved(branch("other", oid(1), oid(3)));
    moved(branch("other", oid(1), null));
    assertThat(catalog.ledger().refs(key))
        .containsExactly(new RefRecord(RefName.MAIN, oid(2), null));
    publish(publication(key, branch("main", oid(2), null), branch("none", null, null)));
    assertThat(catalog.ledger().refs(key)).isEmpty();
  }

  private void moved(RefChange change) {
    assertThatThrownBy(() -> catalog.ledger().publish(publication(key, change), List.of()))
        .isInstanceOf(RefMovedException.class);
  }

  @Test
  void publishesAllOrNothing() {
    publish(publication(key, branch("main", null, oid(1))));
    RepositoryRow other = row(catalog.accounts().find("ana").orElseThrow(), "other", false);
    var publication =
        new Publication(
            key,
            7,
            "push",
            now,
            List.of(pack("a", ObjectArea.CONTENT, 0)),
            List.of(branch("new", null, oid(2)), branch("main", oid(9), oid(2))),
            Map.of(oid(5), object(1)),
            Map.of(oid(6), 6L),
            Map.of(oid(7), oid(8)),
            null);

    assertThatThrownBy(() ->
            catalog.ledger().publish(publication, List.of(catalog.repositories().create(other))))
        .isInstanceOf(RefMovedException.class);

    assertThat(catalog.ledger().refs(key)).hasSize(1);
    assertThat(catalog.ledger().packs(key, ObjectArea.CONTENT)).isEmpty();
    assertThat(catalog.ledger().pointers(List.of(oid(5)))).isEmpty();
    assertThat(catalog.ledger().treeSizes(List.of(oid(6)))).isEmpty();
    assertThat(catalog.ledger().historyTree(key, oid(7))).isEmpty();
    assertThat(catalog.repositories().find(other.id())).isEmpty();
  }

  @Test
  void refusesRefsThatCannotStandTogether() {
    publish(publication(key, branch("a/b", null, oid(1)), branch("c", null, oid(1))));
    publish(publication(key, branch("a/b.c", null, oid(1)), branch("a/b-c", null, oid(1))));
    for (String name : List.of("a", "a/b/c", "a/b/c/d", "c/d")) {
      clash(branch(name, null, oid(2)));
    }
    clash(branch("x", null, oid(2)), branch("x/y", null, oid(2)));
    publish(publication(key, branch("c", oid(1), null), branch("c/d", null, oid(2))));
    assertThat(catalog.ledger().refs(key)).hasSize(4);
  }

  private void clash(RefChange... changes) {
    assertThatThrownBy(() -> publish(publication(key, changes)))
        .isInstanceOfSatisfying(
            FailureException.class,
            e -> assertThat(e.failure()).isInstanceOf(Failure.Conflict.class));
  }

  @Test
  void refusesARepositoryThatIsNotThere() {
    catalog.repositories().delete(key);
    for (Publication publication :
        List.of(publication(key), publication(key, branch("main", null, oid(1))))) {
      assertThatThrownBy(() -> publish(publication))
          .isInstanceOfSatisfying(
              FailureException.class,
              e -> assertThat(e.failure()).isInstanceOf(Failure.RepoNotFound.class));
    }
  }

  @Test
  void refusesRowsThatItDidNotMake() {
    var foreign = new Alongside() {};
    assertThatThrownBy(() -> publish(publication(key), foreign))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void factsAreKeptOnceAndForEver() {
    publish(withFacts(Map.of(oid(1), object(1)), Map.of(oid(2), 22L), Map.of(oid(3), oid(4))));
    publish(withFacts(Map.of(oid(1), object(9)), Map.of(oid(2), 99L), Map.of(oid(3), oid(9))));

    assertThat(catalog.ledger().pointers(List.of(oid(1), oid(2), oid(1))))
        .isEqualTo(Map.of(oid(1), object(1)));
    assertThat(catalog.ledger().treeSizes(List.of(oid(2), oid(1)))).isEqualTo(Map.of(oid(2), 22L));
    assertThat(catalog.ledger().historyTree(key, oid(3))).contains(oid(4));
    assertThat(catalog.ledger().historyTree(key, oid(4))).isEmpty();
    assertThat(catalog.ledger().pointers(List.of())).isEmpty();
    assertThat(catalog.ledger().treeSizes(List.of())).isEmpty();
  }

  @Test
  void tenThousandFactsArePublishedAndReadQuickly() {
    Map<Oid, LfsPointer> pointers = new HashMap<>();
    Map<Oid, Long> sizes = new HashMap<>();
    for (int i = 0; i < 5_000; i++) {
      pointers.put(oid(i), object(i));
      sizes.put(oid(i), i * 3L);
    }
    long start = System.nanoTime();
    publish(withFacts(pointers, sizes, Map.of()));
    assertThat(catalog.ledger().pointers(pointers.keySet())).isEqualTo(pointers);
    assertThat(catalog.ledger().treeSizes(sizes.keySet())).isEqualTo(sizes);
    Duration taken = Duration.ofNanos(System.nanoTime() - start);
    assertThat(taken).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void ofManyWhoMoveOneRefEachMoveCountsOnce() throws Exception {
    publish(publication(key, branch("main", null, oid(0))));
    try (Catalog other = anotherNode();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> movers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Ledger ledger = (i % 2 == 0 ? catalog : other).ledger();
        movers.add(() -> {
          increment(ledger, 20);
          return true;
        });
      }
      for (Future<Boolean> mover : threads.invokeAll(movers)) {
        assertThat(mover.get()).isTrue();
      }
    }
    assertThat(catalog.ledger().ref(key, RefName.MAIN).orElseThrow().target()).isEqualTo(oid(160));
  }

  /// Moves the branch one further so many times, again whenever somebody else was faster.
  private void increment(Ledger ledger, int times) {
    for (int done = 0; done < times; ) {
      Oid from = ledger.ref(key, RefName.MAIN).orElseThrow().target();
      Oid to = oid(Integer.parseInt(from.hex(), 16) + 1);
      try {
        ledger.publish(publication(key, branch("main", from, to)), List.of());
        done++;
      } catch (PublicationRefusedException _) {
        // Once more, on what the branch leads to now.
      }
    }
  }

  @Test
  void manyRepositoriesArePublishedToAtOnceWithTheSameFacts() throws Exception {
    try (Catalog other = anotherNode();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> writers = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        long own = repository(catalog.accounts().find("ana").orElseThrow(), "r" + i, false).key();
        Ledger ledger = (i % 2 == 0 ? catalog : other).ledger();
        writers.add(() -> {
          for (int n = 0; n < 10; n++) {
            Map<Oid, Long> sizes = new HashMap<>();
            for (int fact = 0; fact < 50; fact++) {
              sizes.put(oid(n * 25 + fact), 1L);
            }
            ledger.publish(
                new Publication(
                    own,
                    7,
                    "commit",
                    now,
                    List.of(),
                    List.of(branch("b" + n, null, oid(n))),
                    Map.of(),
                    sizes,
                    Map.of(),
                    null),
                List.of());
          }
          return true;
        });
      }
      for (Future<Boolean> writer : threads.invokeAll(writers)) {
        assertThat(writer.get()).isTrue();
      }
    }
  }
}

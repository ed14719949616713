package dev.hubdesk.testkit.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.catalog.Account;
import dev.hubdesk.catalog.Catalog;
import dev.hubdesk.catalog.Membership;
import dev.hubdesk.catalog.RepositoryQuery;
import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.git.ObjectArea;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RefName;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What [Repositories] must do.
public abstract class RepositoriesContract extends CatalogContract {

  private static RepoId model(String namespace, String name) {
    return new RepoId(RepoType.MODEL, namespace, name);
  }

  @Test
  void isFoundWithoutCaseAndToldAsGiven() {
    Account ana = user("Ana");
    var row =
        new RepositoryRow(
            catalog.repositories().newKey(),
            new RepoId(RepoType.SPACE, "Ana", "My_Space"),
            ana.id(),
            true,
            NOW,
            NOW.plusSeconds(5),
            "gradio");
    publish(publication(row.key()), catalog.repositories().create(row));

    assertThat(catalog.repositories().find(new RepoId(RepoType.SPACE, "aNA", "my_sPACE")))
        .contains(row);
    assertThat(catalog.repositories().find(model("Ana", "My_Space"))).isEmpty();
    assertThat(catalog.repositories().find(new RepoId(RepoType.SPACE, "Ana", "My-Space")))
        .isEmpty();
  }

  @Test
  void theSameNameMayBeOncePerType() {
    Account ana = user("ana");
    repository(ana, "words", false);
    var row =
        new RepositoryRow(
            catalog.repositories().newKey(),
            new RepoId(RepoType.DATASET, "ana", "words"),
            ana.id(),
            false,
            NOW,
            NOW,
            null);
    publish(publication(row.key()), catalog.repositories().create(row));
    assertThat(catalog.repositories().find(row.id())).contains(row);
  }

  @Test
  void aTakenNameFailsTheWholePublication() {
    Account ana = user("ana");
    repository(ana, "m", false);
    RepositoryRow rival = row(ana, "M", false);
    assertThatThrownBy(() ->
            publish(
                publication(rival.key(), branch("main", null, oid(1))),
                catalog.repositories().create(rival)))
        .isInstanceOfSatisfying(
            FailureException.class,
            e -> assertThat(e.failure()).isInstanceOf(Failure.Conflict.class));
    assertThat(catalog.ledger().refs(rival.key())).isEmpty();
  }

  @Test
  void ofRivalsOneGetsTheName() throws Exception {
    Account ana = user("ana");
    try (Catalog other = anotherNode();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> rivals = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        RepositoryRow row = row(ana, i % 3 == 0 ? "m" : "M", false);
        Catalog node = i % 2 == 0 ? catalog : other;
        rivals.add(() -> {
          try {
            node.ledger()
                .publish(
                    publication(row.key(), branch("main", null, oid(1))),
                    List.of(node.repositories().create(row)));
            return true;
          } catch (FailureException e) {
            assertThat(e.failure()).isInstanceOf(Failure.Conflict.class);
            return false;
          }
        });
      }
      int winners = 0;
      for (Future<Boolean> rival : threads.invokeAll(rivals)) {
        winners += rival.get() ? 1 : 0;
      }
      assertThat(winners).isEqualTo(1);
    }
  }

  @Test
  void keysAreNewAndInTheOrderOfTime() {
    var keys = new HashSet<Long>();
    long last = 0;
    for (int i = 0; i < 10_000; i++) {
      long key = catalog.repositories().newKey();
      assertThat(key).isGreaterThan(last);
      assertThat(keys.add(key)).isTrue();
      last = key;
      now = i % 100 == 0 ? now.minusMillis(1) : now;
    }
  }

  @Test
  void aDeletedRepositoryLeavesNothing() {
    Account ana = user("ana");
    RepositoryRow row = repository(ana, "m", false);
    publish(publication(row.key(), branch("main", null, oid(1))));

    assertThat(catalog.repositories().delete(row.key())).isTrue();

    assertThat(catalog.repositories().delete(row.key())).isFalse();
    assertThat(catalog.repositories().find(row.id())).isEmpty();
    assertThat(catalog.ledger().ref(row.key(), RefName.MAIN)).isEmpty();
    assertThat(catalog.ledger().packs(row.key(), ObjectArea.CONTENT)).isEmpty();
    RepositoryRow again = repository(ana, "m", false);
    assertThat(again.key()).isNotEqualTo(row.key());
    assertThat(catalog.ledger().refs(again.key())).isEmpty();
  }

  @Test
  void listsWhatTheViewerMaySee() {
    Account ana = user("ana");
    Account ben = user("ben");
    Account cleo = user("cleo");
    Account lab = organization("lab", Membership.Role.READ, "ben");
    repository(ana, "open", false);
    repository(ana, "secret", true);
    repository(lab, "ours", true);

    assertThat(names(null, null, null)).containsExactly("ana/open");
    assertThat(names(cleo.id(), null, null)).containsExactly("ana/open");
    assertThat(names(ana.id(), null, null)).containsExactly("ana/secret", "ana/open");
    assertThat(names(ben.id(), null, null)).containsExactly("lab/ours", "ana/open");
    assertThat(names(lab.id(), null, null)).containsExactly("lab/ours", "ana/open");
    assertThat(names(ben.id(), "LAB", null)).containsExactly("lab/ours");
    assertThat(names(ben.id(), "nobody", null)).isEmpty();
    assertThat(catalog.repositories().list(RepositoryQuery.all(RepoType.DATASET, ana.id()), 10))
        .isEmpty();
  }

  @Test
  void searchesForTextNotForPatterns() {
    Account ana = user("ana");
    repository(ana, "Big_Model", false);
    repository(ana, "big-model", false);
    repository(ana, "other", false);

    assertThat(names(null, null, "g_mod")).containsExactly("ana/Big_Model");
    assertThat(names(null, null, "BIG")).containsExactly("ana/big-model", "ana/Big_Model");
    assertThat(names(null, null, "%")).isEmpty();
    assertThat(names(null, null, "!")).isEmpty();
    assertThat(names(null, null, "\\")).isEmpty();
    assertThat(names(null, null, "ana/o")).containsExactly("ana/other");
  }

  private List<String> names(
      @Nullable Long viewer, @Nullable String author, @Nullable String search) {
    RepositoryQuery all = RepositoryQuery.all(RepoType.MODEL, viewer).by(author);
    return names(search == null ? all : all.searching(search));
  }

  private List<String> names(RepositoryQuery query) {
    return catalog.repositories().list(query, 100).stream()
        .map(listed -> listed.row().id().path())
        .toList();
  }

  @Test
  void pagesHoldEveryRowOnceNewestFirst() {
    Account ana = user("ana");
    List<RepositoryRow> all = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      all.addFirst(repository(ana, "m" + i, false));
    }
    assertThat(allPages(RepositoryQuery.Order.NEWEST)).isEqualTo(all);
    assertThat(allPages(RepositoryQuery.Order.UPDATED)).isEqualTo(all);
  }

  @Test
  void listsTheLatestUpdatedFirst() {
    Account ana = user("ana");
    List<RepositoryRow> rows = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      rows.add(repository(ana, "m" + i, false));
    }
    for (int i : new int[] {3, 0, 2}) {
      now = now.plusSeconds(1);
      publish(publication(rows.get(i).key(), branch("main", null, oid(1))));
    }
    assertThat(allPages(RepositoryQuery.Order.UPDATED))
        .extracting(row -> row.id().name())
        .containsExactly("m2", "m0", "m3", "m4", "m1");
  }

  private List<RepositoryRow> allPages(RepositoryQuery.Order order) {
    List<RepositoryRow> seen = new ArrayList<>();
    RepositoryQuery.Position after = null;
    while (true) {
      RepositoryQuery query =
          RepositoryQuery.all(RepoType.MODEL, null).sorted(order, false).after(after);
      List<RepositoryQuery.Listed> rows = catalog.repositories().list(query, 2);
      if (rows.isEmpty()) {
        return seen;
      }
      rows.forEach(listed -> seen.add(listed.row()));
      after = rows.getLast().position();
    }
  }

  @Test
  void isUpdatedWhenARefMoves() {
    RepositoryRow row = repository(user("ana"), "m", false);
    now = NOW.plusSeconds(9);
    publish(publication(row.key()));
    assertThat(updatedAt(row)).isEqualTo(NOW);
    publish(publication(row.key(), branch("main", null, oid(1))));
    assertThat(updatedAt(row)).isEqualTo(NOW.plusSeconds(9));
  }

  private Instant updatedAt(RepositoryRow row) {
    return catalog.repositories().find(row.id()).orElseThrow().updatedAt();
  }
}

package dev.hubdesk.testkit.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.catalog.Account;
import dev.hubdesk.catalog.Catalog;
import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.catalog.RepositorySettings;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How repositories change their names and settings.
public abstract class MovesContract extends CatalogContract {

  private Account ana;
  private RepositoryRow row;

  @BeforeEach
  void fill() {
    ana = user("ana");
    row = repository(ana, "m", false);
  }

  private static RepoId model(String namespace, String name) {
    return new RepoId(RepoType.MODEL, namespace, name);
  }

  @Test
  void aFormerNameLeadsToTheRepositoryAndNothingElseDoes() {
    Account ben = user("ben");
    catalog.repositories().move(row.key(), model("ben", "n"), ben.id());
    RepositoryRow moved = catalog.repositories().find(model("ben", "n")).orElseThrow();
    assertThat(moved.key()).isEqualTo(row.key());
    assertThat(moved.owner()).isEqualTo(ben.id());
    assertThat(moved.creator()).isEqualTo(ana.id());
    assertThat(catalog.repositories().find(row.id())).isEmpty();
    assertThat(catalog.repositories().formerly(model("ANA", "M"))).contains(moved);
    assertThat(catalog.repositories().formerly(model("ben", "n"))).isEmpty();
    assertThat(catalog.repositories().formerly(new RepoId(RepoType.DATASET, "ana", "m"))).isEmpty();
  }

  @Test
  void aNameThatIsUsedAgainLeadsNowhereElse() {
    catalog.repositories().move(row.key(), model("ana", "n"), ana.id());
    RepositoryRow second = repository(ana, "m", false);
    assertThat(catalog.repositories().formerly(row.id())).isEmpty();
    catalog.repositories().move(second.key(), model("ana", "o"), ana.id());
    assertThat(catalog.repositories().formerly(row.id()).orElseThrow().key())
        .isEqualTo(second.key());
    catalog.repositories().delete(second.key());
    assertThat(catalog.repositories().formerly(row.id())).isEmpty();
  }

  @Test
  void aNewCaseOfANameIsNoFormerName() {
    catalog.repositories().move(row.key(), model("Ana", "M"), ana.id());
    assertThat(catalog.repositories().find(row.id()).orElseThrow().id())
        .isEqualTo(model("Ana", "M"));
    assertThat(catalog.repositories().formerly(row.id())).isEmpty();
  }

  @Test
  void aTakenNameAndADeletedRepositoryAreRefused() {
    RepositoryRow other = repository(ana, "other", false);
    assertThatThrownBy(() -> catalog.repositories().move(row.key(), other.id(), ana.id()))
        .isInstanceOfSatisfying(
            FailureException.class,
            e -> assertThat(e.failure()).isInstanceOf(Failure.Conflict.class));
    assertThat(catalog.repositories().find(row.id())).contains(row);
    catalog.repositories().delete(row.key());
    assertThatThrownBy(() -> catalog.repositories().move(row.key(), model("ana", "n"), ana.id()))
        .isInstanceOfSatisfying(
            FailureException.class,
            e -> assertThat(e.failure()).isInstanceOf(Failure.RepoNotFound.class));
  }

  @Test
  void ofRivalsForANameOneGetsIt() throws Exception {
    RepositoryRow other = repository(ana, "other", false);
    try (Catalog second = anotherNode();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> rivals = new ArrayList<>();
      rivals.add(() -> moved(catalog, row));
      rivals.add(() -> moved(second, other));
      int winners = 0;
      for (Future<Boolean> rival : threads.invokeAll(rivals)) {
        winners += rival.get() ? 1 : 0;
      }
      assertThat(winners).isEqualTo(1);
    }
  }

  private boolean moved(Catalog node, RepositoryRow which) {
    try {
      node.repositories().move(which.key(), model("ana", "wanted"), ana.id());
      return true;
    } catch (FailureException e) {
      assertThat(e.failure()).isInstanceOf(Failure.Conflict.class);
      return false;
    }
  }

  @Test
  void settingsAreKeptAndChangedOneByOne() {
    var lfs = new RepositorySettings.Lfs(2_000_000L, List.of(".a", ".b"));
    var manual = new RepositorySettings(RepositorySettings.Gating.MANUAL, true, lfs);
    catalog
        .repositories()
        .change(row.key(), before -> before.withPrivate(true).withSettings(manual));
    RepositoryRow after = catalog.repositories().find(row.id()).orElseThrow();
    assertThat(after.isPrivate()).isTrue();
    assertThat(after.settings()).isEqualTo(manual);
    var off =
        new RepositorySettings(
            RepositorySettings.Gating.NONE, true, RepositorySettings.Lfs.DEFAULT);
    catalog.repositories().change(row.key(), before -> before.withSettings(off));
    after = catalog.repositories().find(row.id()).orElseThrow();
    assertThat(after.isPrivate()).isTrue();
    assertThat(after.settings()).isEqualTo(off);
  }
}

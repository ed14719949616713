package dev.hubdesk.testkit.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.catalog.Account;
import dev.hubdesk.catalog.Accounts.AccountDeclarations;
import dev.hubdesk.catalog.Catalog;
import dev.hubdesk.catalog.Leases;
import dev.hubdesk.catalog.LfsObjects;
import dev.hubdesk.catalog.LinkedLfs;
import dev.hubdesk.catalog.Membership;
import dev.hubdesk.catalog.RepositoryQuery;
import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.catalog.RepositorySettings;
import dev.hubdesk.catalog.RepositorySettings.Gating;
import dev.hubdesk.git.PublicationRefusedException;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.RepoType;
import dev.hubdesk.protocol.Sha256;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What [LfsObjects] must do.
public abstract class LfsObjectsContract extends CatalogContract {

  private static final Instant LATER = NOW.plusSeconds(3600);
  private static final LfsPointer OBJECT = object(1);

  private LfsObjects objects;
  private Account ana;
  private Account ben;
  private RepositoryRow anas;
  private RepositoryRow bens;

  @BeforeEach
  void makeRepositories() {
    objects = catalog.lfsObjects();
    ana = user("ana");
    ben = user("ben");
    anas = repository(ana, "m", true);
    bens = repository(ben, "m", true);
  }

  private void upload(LfsPointer object, Account account) throws IOException {
    assertThat(objects.stored(object, account.id(), NOW, () -> true)).isTrue();
  }

  private void link(RepositoryRow repository, LfsPointer... linked) {
    publish(publication(repository.key()), objects.link(repository.key(), files(linked)));
  }

  @Test
  void listsTheObjectsOfARepositoryInPagesAndLetsThemGoForGood() throws Exception {
    List<LfsPointer> all = List.of(OBJECT, object(2), object(3));
    for (LfsPointer object : all) {
      upload(object, ana);
    }
    var file = new LinkedLfs(OBJECT, "a/b.bin", "refs/heads/main", NOW);
    publish(publication(anas.key()), objects.link(anas.key(), List.of(file)));
    link(anas, object(2), object(3), OBJECT);
    link(bens, object(2));
    List<LinkedLfs> first = objects.linked(anas.key(), null, 2);
    List<LinkedLfs> second = objects.linked(anas.key(), first.getLast().object().oid(), 2);
    assertThat(first).hasSize(2);
    assertThat(second).hasSize(1);
    assertThat(Stream.concat(first.stream(), second.stream()).toList()).contains(file);
    assertThat(objects.linked(anas.key(), List.of(OBJECT.oid(), object(4).oid())))
        .containsExactly(OBJECT.oid());

    objects.unlinkNow(anas.key(), List.of(OBJECT.oid(), object(4).oid()), NOW);
    publish(publication(anas.key()), objects.unlink(anas.key(), List.of(object(2).oid()), NOW));
    assertThat(objects.linked(anas.key(), null, 10)).hasSize(1);
    assertThat(objects.belongs(bens.key(), object(2).oid())).isTrue();
    assertThat(objects.unused(LATER, 10)).containsExactly(OBJECT.oid());
    assertThat(objects.deleted(anas.key(), OBJECT.oid())).isTrue();
    assertThat(objects.deleted(bens.key(), object(2).oid())).isFalse();
    publish(publication(anas.key()), objects.relink(anas.key(), List.of(OBJECT, object(3))));
    assertThat(objects.belongs(anas.key(), OBJECT.oid())).isFalse();
    link(anas, OBJECT);
    assertThat(objects.deleted(anas.key(), OBJECT.oid())).isFalse();
    assertThat(objects.belongs(anas.key(), OBJECT.oid())).isTrue();
    assertThat(objects.unused(LATER, 10)).isEmpty();
  }

  private Collection<LfsPointer> usable(Account account, RepositoryRow repository) {
    return objects.usable(account.id(), repository.key(), List.of(OBJECT.oid()), NOW);
  }

  @Test
  void knowsWhatIsStored() throws Exception {
    assertThat(objects.size(OBJECT.oid())).isEmpty();
    upload(OBJECT, ana);
    assertThat(objects.size(OBJECT.oid())).contains(OBJECT.size());
  }

  @Test
  void whoKnowsAHashMayNotUseTheObject() throws Exception {
    upload(OBJECT, ana);
    link(anas, OBJECT);
    assertThat(usable(ben, bens)).isEmpty();
    assertThat(usable(ana, anas)).containsExactly(OBJECT);
  }

  @Test
  void whoUploadedAnObjectMayUseIt() throws Exception {
    upload(OBJECT, ana);
    assertThat(usable(ana, anas)).containsExactly(OBJECT);
    assertThat(usable(ben, bens)).isEmpty();
    upload(OBJECT, ben);
    assertThat(usable(ben, bens)).containsExactly(OBJECT);
  }

  @Test
  void whatBelongsToTheRepositoryMayBeUsedInIt() throws Exception {
    Account cleo = user("cleo");
    upload(OBJECT, ana);
    link(anas, OBJECT);
    assertThat(usable(cleo, anas)).containsExactly(OBJECT);
    assertThat(usable(cleo, bens)).isEmpty();
  }

  @Test
  void whatBelongsToAReadableRepositoryMayBeUsed() throws Exception {
    upload(OBJECT, ana);
    Account lab = organization("lab", Membership.Role.READ, "ben");
    RepositoryRow labs = repository(lab, "m", true);
    link(labs, OBJECT);
    Account cleo = user("cleo");
    RepositoryRow cleos = repository(cleo, "m", true);
    assertThat(usable(ben, bens)).containsExactly(OBJECT);
    assertThat(usable(cleo, cleos)).isEmpty();
    link(repository(ana, "open", false), OBJECT);
    assertThat(usable(cleo, cleos)).containsExactly(OBJECT);
  }

  @Test
  void whatIsGatedOrDisabledMayNotBeUsedByThoseOutside() throws Exception {
    upload(OBJECT, ana);
    RepositoryRow open = repository(ana, "open", false);
    link(open, OBJECT);
    Account cleo = user("cleo");
    RepositoryRow cleos = repository(cleo, "m", true);
    assertThat(usable(cleo, cleos)).containsExactly(OBJECT);
    set(open, new RepositorySettings(Gating.AUTO, false, RepositorySettings.Lfs.DEFAULT));
    assertThat(usable(cleo, cleos)).isEmpty();
    set(open, new RepositorySettings(Gating.NONE, true, RepositorySettings.Lfs.DEFAULT));
    assertThat(usable(cleo, cleos)).isEmpty();
  }

  @Test
  void anAdministratorOfTheHubReadsEverything() throws Exception {
    upload(OBJECT, ana);
    link(anas, OBJECT);
    var boss = new AccountDeclarations.User("boss", null, null, null, true, List.of());
    catalog.accounts().apply(new AccountDeclarations(List.of(boss), List.of()));
    Account administrator = catalog.accounts().find("boss").orElseThrow();
    assertThat(usable(administrator, bens)).containsExactly(OBJECT);
    assertThat(
            catalog.repositories().list(RepositoryQuery.all(RepoType.MODEL, administrator.id()), 9))
        .hasSize(2);
  }

  private void set(RepositoryRow repository, RepositorySettings settings) {
    catalog.repositories().change(repository.key(), row -> row.withSettings(settings));
  }

  @Test
  void answersForMoreObjectsThanAStatementTakes() throws Exception {
    upload(OBJECT, ana);
    upload(object(1200), ana);
    List<Sha256> asked = IntStream.range(0, 1300).mapToObj(i -> object(i).oid()).toList();
    assertThat(objects.usable(ana.id(), anas.key(), asked, NOW))
        .containsExactlyInAnyOrder(OBJECT, object(1200));
    assertThat(objects.usable(ana.id(), anas.key(), List.of(), NOW)).isEmpty();
  }

  @Test
  void linkedObjectsBelongToTheRepository() throws Exception {
    upload(OBJECT, ana);
    assertThat(objects.belongs(anas.key(), OBJECT.oid())).isFalse();
    link(anas, OBJECT, OBJECT);
    link(anas, OBJECT);
    assertThat(objects.belongs(anas.key(), OBJECT.oid())).isTrue();
    assertThat(objects.belongs(bens.key(), OBJECT.oid())).isFalse();
  }

  @Test
  void manyObjectsAreLinkedAtOnce() throws Exception {
    List<LfsPointer> many = IntStream.range(0, 1100).mapToObj(i -> object(i)).toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> uploads = new ArrayList<>();
      for (LfsPointer object : many) {
        uploads.add(() -> objects.stored(object, ana.id(), NOW, () -> true));
      }
      for (Future<Boolean> upload : threads.invokeAll(uploads)) {
        assertThat(upload.get()).isTrue();
      }
    }
    link(anas, many.toArray(new LfsPointer[0]));
    assertThat(objects.belongs(anas.key(), object(1099).oid())).isTrue();
  }

  @Test
  void whatIsNotStoredCannotBeLinked() throws Exception {
    upload(OBJECT, ana);
    for (LfsPointer wrong : List.of(object(2), new LfsPointer(OBJECT.oid(), 5))) {
      assertThatThrownBy(() ->
              publish(
                  publication(anas.key(), branch("main", null, oid(1))),
                  objects.link(anas.key(), files(OBJECT, wrong))))
          .isInstanceOfSatisfying(
              FailureException.class,
              e -> assertThat(e.failure()).isInstanceOf(Failure.Unprocessable.class));
    }
    assertThat(objects.belongs(anas.key(), OBJECT.oid())).isFalse();
    assertThat(catalog.ledger().refs(anas.key())).isEmpty();
  }

  @Test
  void nothingIsLinkedToARepositoryThatIsNotThere() throws Exception {
    upload(OBJECT, ana);
    catalog.repositories().delete(anas.key());
    assertThatThrownBy(() -> link(anas, OBJECT))
        .isInstanceOfSatisfying(
            FailureException.class,
            e -> assertThat(e.failure()).isInstanceOf(Failure.RepoNotFound.class));
  }

  @Test
  void isUnusedWhenNobodyNeedsItForAWhile() throws Exception {
    upload(OBJECT, ana);
    assertThat(objects.unused(NOW, 10)).isEmpty();
    assertThat(objects.unused(NOW.plusMillis(1), 10)).containsExactly(OBJECT.oid());
    objects.usable(ana.id(), anas.key(), List.of(OBJECT.oid()), LATER);
    assertThat(objects.unused(LATER, 10)).isEmpty();
    assertThat(objects.unused(LATER.plusMillis(1), 10)).containsExactly(OBJECT.oid());
    link(anas, OBJECT);
    assertThat(objects.unused(LATER.plusSeconds(1), 10)).isEmpty();
  }

  @Test
  void aDeletedRepositoryLetsItsObjectsGoAfterTheGracePeriod() throws Exception {
    upload(OBJECT, ana);
    link(anas, OBJECT);
    now = LATER;
    catalog.repositories().delete(anas.key());
    assertThat(objects.belongs(anas.key(), OBJECT.oid())).isFalse();
    assertThat(objects.unused(LATER, 10)).isEmpty();
    assertThat(objects.unused(LATER.plusMillis(1), 10)).containsExactly(OBJECT.oid());
  }

  @Test
  void aBackupHoldsAnObjectUntilItsLeaseIsOver() throws Exception {
    upload(OBJECT, ana);
    Instant soon = NOW.plusSeconds(1);
    catalog.leases().acquire(Leases.HOLD, "backup", NOW, NOW.plusSeconds(900));
    now = NOW.plusSeconds(899);
    assertThat(objects.forget(OBJECT.oid(), soon, () -> {})).isFalse();
    now = NOW.plusSeconds(900);
    assertThat(objects.forget(OBJECT.oid(), soon, () -> {})).isTrue();
  }

  @Test
  void isForgottenWithItsBytes() throws Exception {
    upload(OBJECT, ana);
    var deletions = new AtomicInteger();
    assertThat(objects.forget(OBJECT.oid(), NOW, deletions::incrementAndGet)).isFalse();
    assertThat(deletions).hasValue(0);
    assertThat(objects.forget(OBJECT.oid(), LATER, deletions::incrementAndGet)).isTrue();
    assertThat(deletions).hasValue(1);
    assertThat(objects.size(OBJECT.oid())).isEmpty();
    assertThat(usable(ana, anas)).isEmpty();
    assertThat(objects.unused(LATER, 10)).isEmpty();
  }

  @Test
  void bytesThatNoRowKnowsAreForgottenToo() throws Exception {
    var deletions = new AtomicInteger();
    assertThat(objects.forget(OBJECT.oid(), LATER, deletions::incrementAndGet)).isTrue();
    assertThat(deletions).hasValue(1);
    assertThat(objects.unused(LATER, 10)).isEmpty();
  }

  @Test
  void whatBelongsToARepositoryIsNotForgotten() throws Exception {
    upload(OBJECT, ana);
    link(anas, OBJECT);
    var deletions = new AtomicInteger();
    assertThat(objects.forget(OBJECT.oid(), LATER, deletions::incrementAndGet)).isFalse();
    assertThat(deletions).hasValue(0);
  }

  @Test
  void whileTheBytesAreGoingNobodyCanUseTheObject() throws Exception {
    upload(OBJECT, ana);
    objects.forget(
        OBJECT.oid(),
        LATER,
        () -> {
          assertThat(objects.size(OBJECT.oid())).isEmpty();
          assertThat(usable(ana, anas)).isEmpty();
          assertThat(objects.stored(OBJECT, ben.id(), LATER, () -> true)).isFalse();
          assertThatThrownBy(() -> link(anas, OBJECT)).isInstanceOf(FailureException.class);
        });
    assertThat(objects.stored(OBJECT, ben.id(), LATER, () -> true)).isTrue();
    assertThat(objects.size(OBJECT.oid())).isPresent();
  }

  @Test
  void aSweepThatDiedIsFinishedByTheNext() throws Exception {
    upload(OBJECT, ana);
    assertThatThrownBy(() ->
            objects.forget(
                OBJECT.oid(),
                LATER,
                () -> {
                  throw new IOException("the store is away");
                }))
        .hasMessage("the store is away");
    assertThat(objects.size(OBJECT.oid())).isEmpty();
    assertThat(objects.unused(LATER, 10)).containsExactly(OBJECT.oid());
    assertThat(objects.forget(OBJECT.oid(), LATER, () -> {})).isTrue();
    assertThat(objects.unused(LATER, 10)).isEmpty();
  }

  @Test
  void bytesThatAreGoneAreNotStored() throws Exception {
    assertThat(objects.stored(OBJECT, ana.id(), NOW, () -> false)).isFalse();
    assertThat(objects.size(OBJECT.oid())).isEmpty();
    assertThat(usable(ana, anas)).isEmpty();
    assertThat(objects.unused(LATER, 10)).containsExactly(OBJECT.oid());
    upload(OBJECT, ana);
    assertThat(objects.size(OBJECT.oid())).isPresent();
  }

  @Test
  void anUploadThatASweepOvertookIsNotStored() throws Exception {
    boolean stored =
        objects.stored(
            OBJECT,
            ana.id(),
            NOW,
            () -> {
              objects.forget(OBJECT.oid(), LATER, () -> {});
              objects.stored(OBJECT, ben.id(), LATER, () -> false);
              return true;
            });
    assertThat(stored).isFalse();
    assertThat(objects.size(OBJECT.oid())).isEmpty();
  }

  /// Uploads, commits, repositories that are deleted, and sweeps without any grace, all at once on
  /// two nodes: whatever a row or a link names must be there.
  @Test
  void whatIsLinkedOrStoredIsThereWhateverIsSwept() throws Exception {
    var bytes = ConcurrentHashMap.<Sha256>newKeySet();
    List<LfsPointer> pool = IntStream.range(0, 6).mapToObj(i -> object(i)).toList();
    var linked = new AtomicInteger();
    try (Catalog other = anotherNode();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> tasks = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Catalog node = i % 2 == 0 ? catalog : other;
        RepositoryRow own = repository(ana, "race" + i, false);
        tasks.add(() -> {
          for (int n = 0; n < 30; n++) {
            LfsPointer object = pool.get(ThreadLocalRandom.current().nextInt(pool.size()));
            linked.addAndGet(uploadAndLink(node, bytes, object, own) ? 1 : 0);
          }
          return true;
        });
      }
      tasks.add(() -> {
        for (int n = 0; n < 150; n++) {
          LfsPointer object = pool.get(n % pool.size());
          other
              .lfsObjects()
              .forget(object.oid(), NOW.plusSeconds(n), () -> bytes.remove(object.oid()));
        }
        return true;
      });
      for (Future<Boolean> task : threads.invokeAll(tasks)) {
        assertThat(task.get()).isTrue();
      }
    }
    assertThat(linked).hasPositiveValue();
    for (LfsPointer object : pool) {
      if (objects.size(object.oid()).isPresent()) {
        assertThat(bytes).contains(object.oid());
      }
    }
  }

  /// Whether the commit went through; then the bytes must be there.
  private boolean uploadAndLink(
      Catalog node, Collection<Sha256> bytes, LfsPointer object, RepositoryRow repository)
      throws IOException, PublicationRefusedException {
    bytes.add(object.oid());
    boolean stored =
        node.lfsObjects().stored(object, ana.id(), NOW, () -> bytes.contains(object.oid()));
    if (!stored) {
      return false;
    }
    try {
      node.ledger()
          .publish(
              publication(repository.key()),
              List.of(node.lfsObjects().link(repository.key(), files(object))));
    } catch (FailureException e) {
      assertThat(e.failure()).isInstanceOf(Failure.Unprocessable.class);
      return false;
    }
    assertThat(bytes).contains(object.oid());
    node.repositories().delete(repository.key());
    RepositoryRow again =
        new RepositoryRow(
            repository.key(), repository.id(), repository.owner(), false, NOW, NOW, null);
    node.ledger().publish(publication(again.key()), List.of(node.repositories().create(again)));
    return true;
  }
}

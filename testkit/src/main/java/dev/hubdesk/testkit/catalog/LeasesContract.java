package dev.hubdesk.testkit.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.catalog.Catalog;
import dev.hubdesk.catalog.Leases;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// What [Leases] must do.
public abstract class LeasesContract extends CatalogContract {

  @Test
  void hasOneHolderUntilItExpires() {
    Leases leases = catalog.leases();
    assertThat(leases.acquire("sweep", "a", NOW, NOW.plusSeconds(60))).isTrue();
    assertThat(leases.acquire("sweep", "b", NOW.plusSeconds(59), NOW.plusSeconds(99))).isFalse();
    assertThat(leases.acquire("other", "b", NOW, NOW.plusSeconds(60))).isTrue();
    assertThat(leases.acquire("sweep", "a", NOW.plusSeconds(59), NOW.plusSeconds(70))).isTrue();
    assertThat(leases.acquire("sweep", "b", NOW.plusSeconds(69), NOW.plusSeconds(99))).isFalse();
    assertThat(leases.acquire("sweep", "b", NOW.plusSeconds(70), NOW.plusSeconds(99))).isTrue();
  }

  @Test
  void isRenewedByItsHolderOnly() {
    Leases leases = catalog.leases();
    leases.acquire("sweep", "a", NOW, NOW.plusSeconds(60));
    assertThat(leases.renew("sweep", "b", NOW.plusSeconds(99))).isFalse();
    assertThat(leases.renew("sweep", "a", NOW.plusSeconds(99))).isTrue();
    assertThat(leases.acquire("sweep", "b", NOW.plusSeconds(98), NOW.plusSeconds(200))).isFalse();
    leases.acquire("sweep", "b", NOW.plusSeconds(99), NOW.plusSeconds(200));
    assertThat(leases.renew("sweep", "a", NOW.plusSeconds(300))).isFalse();
  }

  @Test
  void isGivenBackByItsHolderOnly() {
    Leases leases = catalog.leases();
    leases.acquire("sweep", "a", NOW, NOW.plusSeconds(60));
    leases.release("sweep", "b");
    assertThat(leases.acquire("sweep", "b", NOW, NOW.plusSeconds(60))).isFalse();
    leases.release("sweep", "a");
    assertThat(leases.renew("sweep", "a", NOW.plusSeconds(60))).isFalse();
    assertThat(leases.acquire("sweep", "b", NOW, NOW.plusSeconds(60))).isTrue();
  }

  @Test
  void ofManyWhoWantItOneGetsIt() throws Exception {
    try (Catalog other = anotherNode();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> wishes = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        Leases leases = (i % 2 == 0 ? catalog : other).leases();
        String holder = "node" + i;
        wishes.add(() -> leases.acquire("sweep", holder, NOW, NOW.plusSeconds(60)));
      }
      int holders = 0;
      for (Future<Boolean> wish : threads.invokeAll(wishes)) {
        holders += wish.get() ? 1 : 0;
      }
      assertThat(holders).isEqualTo(1);
    }
  }
}

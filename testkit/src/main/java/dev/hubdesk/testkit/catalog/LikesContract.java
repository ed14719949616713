package dev.hubdesk.testkit.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.catalog.Account;
import dev.hubdesk.catalog.Like;
import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Who likes what.
public abstract class LikesContract extends CatalogContract {

  @Test
  void aLikeCountsOnce() {
    Account ana = user("ana");
    Account ben = user("ben");
    RepositoryRow row = repository(ana, "m", false);
    assertThat(catalog.likes().add(row.key(), ben.id())).isEqualTo(1);
    assertThat(catalog.likes().add(row.key(), ben.id())).isEqualTo(1);
    assertThat(catalog.likes().add(row.key(), ana.id())).isEqualTo(2);
    assertThat(catalog.likes().has(row.key(), ben.id())).isTrue();
    assertThat(catalog.likes().remove(row.key(), ben.id())).isEqualTo(1);
    assertThat(catalog.likes().remove(row.key(), ben.id())).isEqualTo(1);
    assertThat(catalog.likes().has(row.key(), ben.id())).isFalse();
    assertThat(catalog.repositories().find(row.id()).orElseThrow().likes()).isEqualTo(1);
  }

  @Test
  void manyAtOnceAreAllCounted() throws Exception {
    RepositoryRow row = repository(user("ana"), "m", false);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Long>> likes = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        Account somebody = user("user" + i);
        likes.add(() -> catalog.likes().add(row.key(), somebody.id()));
      }
      for (Future<Long> like : threads.invokeAll(likes)) {
        like.get();
      }
    }
    assertThat(catalog.repositories().find(row.id()).orElseThrow().likes()).isEqualTo(12);
  }

  @Test
  void listsTheLatestFirstInPages() {
    Account ana = user("ana");
    RepositoryRow row = repository(ana, "m", false);
    for (String name : List.of("b1", "b2", "b3")) {
      now = now.plusSeconds(1);
      catalog.likes().add(row.key(), user(name).id());
    }
    List<Like> first = catalog.likes().ofRepository(row.key(), null, 2);
    assertThat(first).extracting(like -> like.account().name()).containsExactly("b3", "b2");
    assertThat(first.getFirst().at()).isEqualTo(NOW.plusSeconds(3));
    assertThat(catalog.likes().ofRepository(row.key(), first.getLast().id(), 2))
        .extracting(like -> like.account().name())
        .containsExactly("b1");
  }

  @Test
  void whatIsPrivateIsNotAmongTheLikesThatAStrangerSees() {
    Account ana = user("ana");
    Account ben = user("ben");
    for (String name : List.of("open", "secret")) {
      RepositoryRow row = repository(ana, name, name.equals("secret"));
      catalog.likes().add(row.key(), ana.id());
    }
    assertThat(catalog.likes().ofAccount(ana.id(), ana.id(), null, 9)).hasSize(2);
    for (Long viewer : new Long[] {ben.id(), null}) {
      assertThat(catalog.likes().ofAccount(ana.id(), viewer, null, 9))
          .extracting(like -> like.repository().id().name())
          .containsExactly("open");
    }
  }

  @Test
  void likesGoWithTheirRepository() {
    Account ana = user("ana");
    RepositoryRow row = repository(ana, "m", false);
    catalog.likes().add(row.key(), ana.id());
    catalog.repositories().delete(row.key());
    assertThat(catalog.likes().ofAccount(ana.id(), ana.id(), null, 9)).isEmpty();
    assertThatThrownBy(() -> catalog.likes().add(row.key(), ana.id()))
        .isInstanceOfSatisfying(
            FailureException.class,
            e -> assertThat(e.failure()).isInstanceOf(Failure.RepoNotFound.class));
  }
}

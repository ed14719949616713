package dev.hubdesk.testkit.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.catalog.Account;
import dev.hubdesk.catalog.DownloadCounts;
import dev.hubdesk.catalog.DownloadCounts.Day;
import dev.hubdesk.catalog.FactsRow;
import dev.hubdesk.catalog.RepositoryFacts.Confirmation;
import dev.hubdesk.catalog.RepositoryQuery;
import dev.hubdesk.catalog.RepositoryQuery.Between;
import dev.hubdesk.catalog.RepositoryQuery.Order;
import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.catalog.Standing;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoType;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What [dev.hubdesk.catalog.RepositoryFacts], [dev.hubdesk.catalog.ModelHeaders] and
/// [DownloadCounts] must do.
public abstract class FactsContract extends CatalogContract {

  private static FactsRow facts(
      RepositoryRow row, @Nullable Oid commit, long parameters, long size, String... tags) {
    List<FactsRow.Tag> known =
        List.of(tags).stream().map(tag -> new FactsRow.Tag("other", tag)).toList();
    return new FactsRow(row.key(), commit, "print", 1, "{\"a\":1}", parameters, size, known);
  }

  private void save(FactsRow facts) {
    assertThat(catalog.facts().save(facts)).isTrue();
  }

  private Standing standing(RepositoryRow row) {
    return List.copyOf(catalog.facts().standings(List.of(row.key())).values()).getFirst();
  }

  private List<String> names(RepositoryQuery query) {
    return catalog.repositories().list(query, 100).stream()
        .map(listed -> listed.row().id().name())
        .toList();
  }

  private static RepositoryQuery all() {
    return RepositoryQuery.all(RepoType.MODEL, null);
  }

  @Test
  void factsAreThoseOfACommit() {
    RepositoryRow row = repository(user("ana"), "m", false);
    assertThat(standing(row).isCurrent(1)).isFalse();
    assertThat(catalog.facts().outdated(1, 0, 10)).containsExactly(row.key());
    save(facts(row, null, 0, 0));
    assertThat(standing(row).isCurrent(1)).isTrue();
    assertThat(catalog.facts().outdated(1, 0, 10)).isEmpty();

    publish(publication(row.key(), branch("main", null, oid(1))));
    assertThat(standing(row).isCurrent(1)).isFalse();
    assertThat(catalog.facts().outdated(1, 0, 10)).containsExactly(row.key());
    assertThat(catalog.facts().outdated(1, row.key(), 10)).isEmpty();
    save(facts(row, oid(1), 7, 70));
    Standing now = standing(row);
    assertThat(now.isCurrent(1)).isTrue();
    assertThat(now.isCurrent(2)).isFalse();
    assertThat(now.facts()).isEqualTo("{\"a\":1}");
    assertThat(now.parameters()).isEqualTo(7);
    assertThat(now.mainSize()).isEqualTo(70);
    assertThat(catalog.facts().outdated(2, 0, 10)).containsExactly(row.key());
  }

  @Test
  void whatWasDerivedFromAnEarlierCommitNeverReplacesWhatIsYounger() {
    RepositoryRow row = repository(user("ana"), "m", false);
    publish(publication(row.key(), branch("main", null, oid(1))));
    publish(publication(row.key(), branch("main", oid(1), oid(2))));
    save(facts(row, oid(2), 7, 70, "young"));
    assertThat(catalog.facts().save(facts(row, oid(1), 8, 80, "old"))).isFalse();
    assertThat(catalog.facts().save(facts(row, null, 8, 80, "none"))).isFalse();
    assertThat(standing(row).commit()).isEqualTo(oid(2));
    assertThat(standing(row).parameters()).isEqualTo(7);
    assertThat(standing(row).mainSize()).isEqualTo(70);
    assertThat(names(all().tagged("young"))).containsExactly("m");
    assertThat(names(all().tagged("old"))).isEmpty();

    publish(publication(row.key(), branch("main", oid(2), null)));
    assertThat(catalog.facts().save(facts(row, oid(2), 8, 80))).isFalse();
    save(facts(row, null, 0, 0));
    assertThat(standing(row).commit()).isNull();
  }

  @Test
  void confirmingMovesTheCommitOfTheSameFactsOnly() {
    RepositoryRow row = repository(user("ana"), "m", false);
    publish(publication(row.key(), branch("main", null, oid(1))));
    save(facts(row, oid(1), 7, 70));
    catalog.facts().confirm(List.of(new Confirmation(row.key(), oid(2), "other", 9)));
    assertThat(standing(row).commit()).isEqualTo(oid(1));
    assertThat(standing(row).mainSize()).isEqualTo(70);
    catalog.facts().confirm(List.of(new Confirmation(row.key(), oid(2), "print", 9)));
    assertThat(standing(row).commit()).isEqualTo(oid(2));
    assertThat(standing(row).mainSize()).isEqualTo(9);
  }

  @Test
  void whatIsGoneIsSkipped() {
    RepositoryRow row = repository(user("ana"), "m", false);
    catalog.repositories().delete(row.key());
    assertThat(catalog.facts().save(facts(row, null, 0, 0, "x"))).isFalse();
    catalog.downloads().add(List.of(new Day(row.key(), 1, 1, 0, 1)), now);
    assertThat(catalog.facts().standings(List.of(row.key()))).isEmpty();
    assertThat(catalog.facts().tagCounts(RepoType.MODEL, 10)).isEmpty();
    assertThat(catalog.downloads().days(row.key(), 0)).isEmpty();
  }

  @Test
  void listsAreFilteredByTagsAndParametersAndSorted() {
    Account ana = user("ana");
    for (int i = 0; i < 4; i++) {
      RepositoryRow row = repository(ana, "m" + i, false);
      String[] tags = i % 2 == 0 ? new String[] {"even", "all"} : new String[] {"all"};
      save(facts(row, null, i * 100L, 10 - i, tags));
    }
    assertThat(names(all().tagged("ALL"))).containsExactly("m3", "m2", "m1", "m0");
    assertThat(names(all().tagged("all", "even"))).containsExactly("m2", "m0");
    assertThat(names(all().tagged("none"))).isEmpty();
    assertThat(names(all().sorted(Order.SIZE, false))).containsExactly("m0", "m1", "m2", "m3");
    assertThat(names(all().sorted(Order.PARAMETERS, false)))
        .containsExactly("m3", "m2", "m1", "m0");
    assertThat(names(all().sorted(Order.NAME, true))).containsExactly("m0", "m1", "m2", "m3");
    assertThat(names(having(new Between(100L, 200L)))).containsExactly("m2", "m1");
    assertThat(names(having(new Between(null, 100L)))).containsExactly("m1");
    assertThat(names(having(new Between(201L, null)))).containsExactly("m3");
    assertThat(catalog.facts().tagCounts(RepoType.MODEL, 10))
        .containsExactly(
            new FactsRow.TagCount("other", "all", 4), new FactsRow.TagCount("other", "even", 2));
  }

  private static RepositoryQuery having(Between parameters) {
    return new RepositoryQuery(
        RepoType.MODEL,
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        null,
        parameters,
        Order.NEWEST,
        false,
        null);
  }

  @Test
  void newTagsReplaceTheOld() {
    RepositoryRow row = repository(user("ana"), "m", false);
    save(facts(row, null, 0, 0, "one", "two"));
    save(facts(row, null, 0, 0, "two", "three"));
    assertThat(names(all().tagged("one"))).isEmpty();
    assertThat(names(all().tagged("two", "three"))).containsExactly("m");
  }

  @Test
  void headersAreRememberedOnce() {
    assertThat(catalog.modelHeaders().find("x")).isEmpty();
    catalog.modelHeaders().save("x", "{}");
    catalog.modelHeaders().save("x", "later");
    catalog.modelHeaders().save("y", null);
    assertThat(catalog.modelHeaders().find("x")).contains("{}");
    assertThat(catalog.modelHeaders().find("y")).contains("");
  }

  @Test
  void downloadsOfAMonthFadeAndTheSumStays() {
    RepositoryRow row = repository(user("ana"), "m", false);
    long today = DownloadCounts.day(now);
    catalog
        .downloads()
        .add(List.of(new Day(row.key(), today, 2, 1, 5), new Day(row.key(), today, 1, 0, 1)), now);
    assertThat(standing(row).downloads()).isEqualTo(3);
    assertThat(standing(row).trending()).isEqualTo(14);
    assertThat(catalog.downloads().days(row.key(), today))
        .containsExactly(new Day(row.key(), today, 3, 1, 6));
    catalog.downloads().fade(now.plus(Duration.ofDays(7)));
    assertThat(standing(row).trending()).isZero();
    assertThat(standing(row).downloads()).isEqualTo(3);
    catalog.downloads().fade(now.plus(Duration.ofDays(30)));
    assertThat(standing(row).downloads()).isZero();
    assertThat(standing(row).downloadsAllTime()).isEqualTo(3);
    assertThat(catalog.downloads().most(RepoType.MODEL, today, 10))
        .singleElement()
        .satisfies(most -> assertThat(most.recent()).isEqualTo(3));
    assertThat(catalog.downloads().most(null, today + 1, 10)).isEmpty();
  }
}

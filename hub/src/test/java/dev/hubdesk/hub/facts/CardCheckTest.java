package dev.hubdesk.hub.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CardCheckTest {

  private static List<String> errors(String yaml) {
    return CardCheck.of("---\n" + yaml + "\n---\n").errors().stream()
        .map(CardCheck.Remark::message)
        .toList();
  }

  @Test
  void aCardWithoutMetadataIsWarnedAbout() {
    for (String card : new String[] {"", "# Title", "---\n---\n", "---\n# only a comment\n---\n"}) {
      CardCheck.Verdict verdict = CardCheck.of(card);
      assertThat(verdict.errors()).as(card).isEmpty();
      assertThat(verdict.warnings())
          .as(card)
          .containsExactly(new CardCheck.Remark("empty or missing yaml metadata in repo card"));
    }
  }

  @Test
  void aGoodCardHasNothingAgainstIt() {
    assertThat(
            CardCheck.of(
                """
                ---
                language: [en, de]
                license: apache-2.0
                tags: [a, b]
                datasets: squad
                model-index:
                - name: m
                  results:
                  - task: {type: text-classification}
                    dataset: {type: imdb, name: IMDb}
                    metrics: [{type: accuracy, value: 0.9}]
                ---
                """))
        .isEqualTo(new CardCheck.Verdict(List.of(), List.of()));
  }

  @Test
  void wrongTypesAndUnknownLicensesAreErrors() {
    assertThat(errors("license: asdf"))
        .singleElement()
        .asString()
        .startsWith("\"license\" must be one of [");
    assertThat(errors("license: 5")).hasSize(1);
    assertThat(errors("license: [mit, other]")).isEmpty();
    assertThat(errors("tags: one")).containsExactly("\"tags\" must be an array of strings");
    assertThat(errors("pipeline_tag: [a]")).containsExactly("\"pipeline_tag\" must be a string");
    assertThat(errors("datasets: {a: b}")).hasSize(1);
    assertThat(errors("model-index: text")).containsExactly("\"model-index\" must be an array");
    assertThat(errors("model-index: [{name: 1, results: [{task: {}}]}]")).hasSize(2);
    assertThat(errors("a: [")).singleElement().asString().startsWith("YAML: ");
    assertThat(errors("a: 1\na: 2")).singleElement().asString().contains("duplicate key");
  }
}

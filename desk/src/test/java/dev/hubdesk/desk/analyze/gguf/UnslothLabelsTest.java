package dev.hubdesk.desk.analyze.gguf;

import static dev.hubdesk.desk.testing.Files.files;
import static dev.hubdesk.desk.testing.Files.paths;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.desk.analyze.SelectableItem;
import dev.hubdesk.desk.analyze.Subjects;
import dev.hubdesk.desk.plan.Selection;
import dev.hubdesk.protocol.TreeEntry;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A repository that offers one model in every quantization that its makers know.
class UnslothLabelsTest {

  private static final List<String> LABELS =
      List.of(
          "BF16",
          "IQ4_NL",
          "IQ4_XS",
          "Q2_K",
          "Q2_K_L",
          "Q3_K_M",
          "Q3_K_S",
          "Q4_0",
          "Q4_1",
          "Q4_K_M",
          "Q4_K_S",
          "Q5_K_M",
          "Q5_K_S",
          "Q6_K",
          "Q8_0",
          "UD-IQ1_M",
          "UD-IQ1_S",
          "UD-IQ2_M",
          "UD-IQ2_XXS",
          "UD-IQ3_XXS",
          "UD-Q2_K_XL",
          "UD-Q3_K_XL",
          "UD-Q4_K_XL",
          "UD-Q5_K_XL",
          "UD-Q6_K_XL",
          "UD-Q8_K_XL");

  private static List<TreeEntry.File> repository() {
    return files(
        LABELS.stream().map(label -> "Qwen3-4B-" + label + ".gguf").toArray(String[]::new));
  }

  @Test
  void eachFileHasALabelOfItsOwn() throws InterruptedException {
    List<SelectableItem> items = new GgufAnalyzer().analyze(Subjects.of(repository())).items();

    assertThat(items)
        .extracting(SelectableItem::label)
        .containsExactlyInAnyOrderElementsOf(
            LABELS.stream().map(label -> label.replace("UD-", "UD_")).toList());
    assertThat(items).extracting(SelectableItem::id).doesNotHaveDuplicates();
    assertThat(items).extracting(SelectableItem::description).noneMatch(String::isBlank);
    assertThat(items).filteredOn(SelectableItem::recommended).hasSize(1);
  }

  @Test
  void eachItemBringsItsOneFile() throws InterruptedException {
    List<TreeEntry.File> files = repository();

    for (SelectableItem item : new GgufAnalyzer().analyze(Subjects.of(files)).items()) {
      var selection = new Selection(item.replay(), List.of(), true);
      assertThat(paths(selection.choose(files)))
          .as(item.label())
          .isEqualTo(item.files())
          .hasSize(1);
    }
  }
}

package dev.hubdesk.desk.analyze.kinds;

import static dev.hubdesk.desk.testing.Files.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.desk.analyze.Findings;
import dev.hubdesk.desk.analyze.ItemMaker;
import dev.hubdesk.desk.analyze.Kind;
import dev.hubdesk.desk.analyze.SelectableItem;
import dev.hubdesk.desk.analyze.Subjects;
import dev.hubdesk.protocol.TreeEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatasetsTest {

  private static Findings analyze(String... names) throws InterruptedException {
    return analyze(
        Arrays.stream(names)
            .map(name -> file(name, 1_000, name.matches(".*(parquet|tar|jsonl|csv|zip)")))
            .toList());
  }

  private static Findings analyze(List<TreeEntry.File> files) throws InterruptedException {
    return new AllKinds().analyze(Kind.DATASET, Subjects.of(files));
  }

  private static SelectableItem recommended(Findings findings) {
    List<SelectableItem> items =
        findings.items().stream().filter(SelectableItem::recommended).toList();
    assertThat(items).hasSize(1);
    return items.getFirst();
  }

  @Test
  void splitsAreWholeWordsAndKeepTheCard() throws InterruptedException {
    Findings findings =
        analyze(
            "README.md",
            "data/train-00000-of-00002.parquet",
            "data/train-00001-of-00002.parquet",
            "data/test-00000-of-00001.parquet",
            "data/constrained.parquet");

    assertThat(findings.items()).extracting(SelectableItem::id).containsExactly("train", "test");
    assertThat(recommended(findings).filterValue()).isEqualTo("train");
    assertThat(recommended(findings).files())
        .containsExactly(
            "README.md", "data/train-00000-of-00002.parquet", "data/train-00001-of-00002.parquet");
  }

  @Test
  void wordsForTheSameSplitAreOne() throws InterruptedException {
    Findings findings = analyze("train.jsonl", "valid.jsonl", "x/val.jsonl");

    assertThat(findings.items())
        .extracting(SelectableItem::id)
        .containsExactly("train", "validation");
  }

  @Test
  void configurationsAreDirectoriesAndOneIsRecommended() throws InterruptedException {
    Findings findings =
        analyze(
            "README.md",
            "de/train-00000-of-00001.parquet",
            "en/train-00000-of-00001.parquet",
            "en/test-00000-of-00001.parquet");

    assertThat(findings.items())
        .extracting(SelectableItem::id)
        .containsExactly("config:en", "config:de", "train", "test");
    SelectableItem english = recommended(findings);
    assertThat(english.filterValue()).isEqualTo("en/");
    assertThat(english.category()).isEqualTo("config");
    assertThat(english.files())
        .containsExactly(
            "README.md", "en/train-00000-of-00001.parquet", "en/test-00000-of-00001.parquet");
  }

  @Test
  void theSameRowsAreNotTakenInTwoFormats() throws InterruptedException {
    Findings findings = analyze("train.parquet", "train.csv", "test.parquet", "test.csv");

    assertThat(recommended(findings).files()).containsExactly("train.parquet");
    assertThat(findings.details().toString())
        .contains("primary_format=parquet", "formats=[parquet, csv]");
  }

  @Test
  void archivesRepeatNothing() throws InterruptedException {
    Findings findings = analyze("train.parquet", "train-images.tar", "test.parquet");

    assertThat(recommended(findings).files()).containsExactly("train.parquet", "train-images.tar");
  }

  @Test
  void aDatasetWithoutSplitsIsAllOrNothing() throws InterruptedException {
    assertThat(analyze("README.md", "rows.parquet").items()).isEmpty();
  }

  @Test
  void manyConfigurationsAndFilesAreToldUpToALimit() throws InterruptedException {
    var files = new ArrayList<TreeEntry.File>();
    for (int i = 0; i < ItemMaker.MAX_ITEMS + 50; i++) {
      files.add(file("lang" + i + "/train.parquet", 1, true));
    }
    for (int i = 0; i < ItemMaker.MAX_FILES + 1; i++) {
      files.add(file("en/train-" + i + ".parquet", 1, true));
    }

    Findings findings = analyze(files);

    assertThat(findings.items()).hasSize(ItemMaker.MAX_ITEMS);
    assertThat(recommended(findings).id()).isEqualTo("config:en");
    assertThat(recommended(findings).files()).hasSize(ItemMaker.MAX_FILES);
    assertThat(recommended(findings).fileCount()).isEqualTo(ItemMaker.MAX_FILES + 1);
    assertThat(Map.copyOf(findings.details())).containsKey("dataset");
  }
}

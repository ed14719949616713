package dev.hubdesk.desk.analyze.gguf;

import static dev.hubdesk.desk.testing.Files.file;
import static dev.hubdesk.desk.testing.Files.files;
import static dev.hubdesk.desk.testing.Files.paths;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.desk.analyze.ItemMaker;
import dev.hubdesk.desk.analyze.SelectableItem;
import dev.hubdesk.desk.analyze.Subjects;
import dev.hubdesk.desk.plan.Selection;
import dev.hubdesk.protocol.TreeEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class GgufAnalyzerTest {

  private static final List<String> STEMS = List.of("Qwen3-4B", "Qwen3-12B", "Qwen3-4B-it", "a");
  private static final List<String> QUANTS =
      List.of("Q4_K_M", "Q4_K", "UD-Q4_K_XL", "Q4_K_XL", "Q8_0", "BF16", "odd");

  private final GgufAnalyzer analyzer = new GgufAnalyzer();

  private List<SelectableItem> items(List<TreeEntry.File> files) throws InterruptedException {
    return analyzer.analyze(Subjects.of(files)).items();
  }

  @Test
  void sumsTheShardsOfAQuantization() throws InterruptedException {
    List<SelectableItem> items =
        items(
            List.of(
                file("big-Q8_0-00001-of-00002.gguf", 10),
                file("big-Q8_0-00002-of-00002.gguf", 7),
                file("big-Q4_K_M.gguf", 5)));

    assertThat(items).extracting(SelectableItem::label).containsExactly("Q8_0", "Q4_K_M");
    assertThat(items.getFirst().size()).isEqualTo(17);
    assertThat(items.getFirst().files())
        .containsExactly("big-Q8_0-00001-of-00002.gguf", "big-Q8_0-00002-of-00002.gguf");
    assertThat(items.getFirst().description()).endsWith("· 2 files");
  }

  @Test
  void recommendsOneItemByTheLabelPeopleKnow() throws InterruptedException {
    List<SelectableItem> items = items(files("m-Q4_K_M.gguf", "m-Q5_K_M.gguf", "m-Q8_0.gguf"));

    assertThat(items.stream().filter(SelectableItem::recommended))
        .singleElement()
        .satisfies(item -> {
          assertThat(item.id()).isEqualTo("q4_k_m");
          assertThat(item.filterValue()).isEqualTo("q4_k_m");
          assertThat(item.qualityStars()).isEqualTo("★★★★☆");
        });
  }

  @Test
  void keepsModelsApartThatShareAQuantization() throws InterruptedException {
    List<SelectableItem> items = items(files("gemma-4B-Q4_K_M.gguf", "gemma-12B-Q4_K_M.gguf"));

    assertThat(items)
        .extracting(SelectableItem::label)
        .containsExactlyInAnyOrder("gemma-4B Q4_K_M", "gemma-12B Q4_K_M");
    assertThat(items).extracting(SelectableItem::id).doesNotHaveDuplicates();
  }

  @Test
  void offersProjectorsBesideTheModelAndRecommendsOne() throws InterruptedException {
    List<SelectableItem> items =
        items(files("m-Q4_K_M.gguf", "mmproj-BF16.gguf", "mmproj-F16.gguf", "mmproj-F32.gguf"));

    assertThat(items)
        .filteredOn(SelectableItem::recommended)
        .extracting(SelectableItem::filterValue)
        .containsExactly("q4_k_m", "mmproj-f16");
    assertThat(items).filteredOn(item -> item.category().equals("vision_encoder")).hasSize(3);
  }

  @Test
  void recommendsWhatStandsBehindMoreItemsThanAreTold() throws InterruptedException {
    var files = new ArrayList<TreeEntry.File>();
    for (int i = 0; i <= ItemMaker.MAX_ITEMS; i++) {
      files.add(file("m" + i + "-Q8_0.gguf", 1_000 - i));
    }
    files.add(file("tiny-Q4_K_M.gguf", 1));
    files.add(file("mmproj-F16.gguf", 1));

    List<SelectableItem> items = items(files);

    assertThat(items).hasSize(ItemMaker.MAX_ITEMS);
    assertThat(items.getFirst().label()).isEqualTo("m0 Q8_0");
    assertThat(items)
        .filteredOn(SelectableItem::recommended)
        .extracting(SelectableItem::filterValue)
        .containsExactly("q4_k_m", "mmproj-f16");
  }

  @Test
  void leavesImportanceMatricesAndBareCompanionsOut() throws InterruptedException {
    assertThat(items(files("imatrix.gguf", "m.imatrix.gguf", "mtp-head.gguf", "m-Q4_0.gguf")))
        .extracting(SelectableItem::label)
        .containsExactly("Q4_0");
  }

  @Test
  void namesShardsByTheFolderThatLabelsThem() throws InterruptedException {
    List<SelectableItem> items =
        items(
            files(
                "UD-Q3_K_XL/big-00001-of-00002.gguf",
                "UD-Q3_K_XL/big-00002-of-00002.gguf",
                "Q3_K_S/big-00001-of-00001.gguf"));

    assertThat(items).extracting(SelectableItem::label).containsExactly("UD_Q3_K_XL", "Q3_K_S");
  }

  @Test
  void tellsTwinsForMultiTokenPredictionApart() throws InterruptedException {
    assertThat(items(files("m-MTP-Q4_K_M.gguf", "m-Q4_K_M.gguf")))
        .extracting(SelectableItem::id)
        .containsExactlyInAnyOrder("q4_k_m", "q4_k_m-mtp");
  }

  @RepeatedTest(50)
  void everyItemReplaysExactly(RepetitionInfo repetition) throws InterruptedException {
    List<TreeEntry.File> files = invent(new Random(repetition.getCurrentRepetition()));

    for (SelectableItem item : items(files)) {
      var selection = new Selection(item.replay(), List.of(), true);
      assertThat(paths(selection.choose(files)))
          .as("%s of %s", item.replay(), paths(files))
          .containsExactlyInAnyOrderElementsOf(item.files());
    }
  }

  private static List<TreeEntry.File> invent(Random random) {
    var paths = new ArrayList<String>(List.of("README.md", "mmproj-F16.gguf"));
    for (int i = 0; i < 8; i++) {
      String stem = STEMS.get(random.nextInt(STEMS.size()));
      String quant = QUANTS.get(random.nextInt(QUANTS.size()));
      String folder = random.nextInt(3) == 0 ? quant + "/" : "";
      String mtp = random.nextInt(4) == 0 ? "-MTP" : "";
      int shards = 1 + random.nextInt(3);
      for (int shard = 1; shard <= shards; shard++) {
        String suffix = shards == 1 ? "" : String.format("-%05d-of-%05d", shard, shards);
        paths.add(folder + stem + mtp + "-" + quant + suffix + ".gguf");
      }
    }
    return files(paths.stream().distinct().toArray(String[]::new));
  }
}

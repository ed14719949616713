package dev.hubdesk.desk.plan;

import static dev.hubdesk.desk.testing.Files.file;
import static dev.hubdesk.desk.testing.Files.files;
import static dev.hubdesk.desk.testing.Files.paths;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.protocol.TreeEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ExactFiltersTest {

  private static List<TreeEntry.File> pick(List<TreeEntry.File> all, String... paths) {
    Set<String> wanted = Set.of(paths);
    return all.stream().filter(file -> wanted.contains(file.path().text())).toList();
  }

  @Test
  void oneFormThatPeopleKnowIsEnoughWhereItSaysIt() {
    List<TreeEntry.File> all = files("README.md", "model.safetensors", "pytorch_model.bin");
    var filters = new ExactFilters(all);

    List<String> found = filters.find(List.of("safetensors"), pick(all, "model.safetensors"));

    assertThat(found).containsExactly("safetensors");
    assertThat(paths(filters.chosen(found))).containsExactly("README.md", "model.safetensors");
  }

  @Test
  void whatAFormLeavesOpenIsNamedByPath() {
    List<TreeEntry.File> all = files("a.safetensors", "tokenizer.bin", "model.bin");
    var filters = new ExactFilters(all);

    List<String> found =
        filters.find(List.of("safetensors"), pick(all, "a.safetensors", "tokenizer.bin"));

    assertThat(found).containsExactly("safetensors", "/tokenizer.bin");
  }

  @Test
  void smallFilesInDirectoriesOfTheirOwnAreNamedByDirectory() {
    List<TreeEntry.File> all =
        files(
            "model_index.json",
            "unet/a.fp16.safetensors",
            "unet/a.safetensors",
            "scheduler/x.json");
    var filters = new ExactFilters(all);

    List<String> found =
        filters.find(List.of("fp16"), pick(all, "unet/a.fp16.safetensors", "scheduler/x.json"));

    assertThat(found).containsExactly("fp16", "/scheduler/");
    assertThat(paths(filters.chosen(found)))
        .containsExactly("model_index.json", "unet/a.fp16.safetensors", "scheduler/x.json");
  }

  @Test
  void aFormThatMeetsTooMuchIsNotUsed() {
    List<TreeEntry.File> all = files("a-fp16.safetensors", "a-fp16.bin");

    assertThat(new ExactFilters(all).find(List.of("fp16"), pick(all, "a-fp16.bin")))
        .containsExactly("/a-fp16.bin");
  }

  @Test
  void moreFiltersThanARequestMayCarryAreNotGiven() {
    var all = new ArrayList<TreeEntry.File>();
    for (int i = 0; i < 2 * (DownloadRequest.MAX_FILTERS + 1); i++) {
      all.add(file("part-" + i + (i % 2 == 0 ? ".bin" : ".safetensors"), 1));
    }
    List<TreeEntry.File> bins =
        all.stream().filter(file -> file.path().text().endsWith(".bin")).toList();
    var filters = new ExactFilters(all);

    assertThat(filters.find(List.of("part"), bins.subList(0, DownloadRequest.MAX_FILTERS)))
        .hasSize(DownloadRequest.MAX_FILTERS);
    assertThat(filters.find(List.of("part"), bins)).containsExactly("part");
  }

  @RepeatedTest(100)
  void anySetOfLargeFilesCanBeNamed(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    var names = new HashSet<String>();
    for (int i = 0; i < 30; i++) {
      String folder = List.of("", "a/", "a/b/", "c/", "b/").get(random.nextInt(5));
      String suffix = List.of(".bin", ".safetensors", ".json").get(random.nextInt(3));
      names.add(folder + "f" + random.nextInt(10) + suffix);
    }
    List<TreeEntry.File> all = files(names.stream().sorted().toArray(String[]::new));
    List<TreeEntry.File> wanted =
        all.stream().filter(file -> file.lfs() != null && random.nextInt(3) == 0).toList();
    var filters = new ExactFilters(all);

    List<TreeEntry.File> chosen = filters.chosen(filters.find(List.of("a", ".bin"), wanted));

    if (!wanted.isEmpty()) {
      assertThat(chosen.stream().filter(file -> file.lfs() != null))
          .as("%s of %s", paths(wanted), names)
          .containsExactlyInAnyOrderElementsOf(wanted);
    }
  }
}

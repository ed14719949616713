package dev.hubdesk.desk.analyze.dataset;

import static dev.hubdesk.desk.testing.Files.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.protocol.TreeEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardConfigsTest {

  private static final List<TreeEntry.File> FILES =
      Stream.of(
              "README.md",
              "data/en/part-0.parquet",
              "data/en/part-1.parquet",
              "data/de/part-0.parquet",
              "data/held-out.parquet",
              "raw/pictures/train/1.png",
              ".hidden/part-0.parquet")
          .map(name -> file(name, 10, true))
          .toList();

  private static String card(String yaml) {
    return "---\nlicense: mit\n" + yaml + "tags:\n- x\n---\n# configs:\n";
  }

  private static Layout layout(String yaml) {
    return Layout.ofCard(CardConfigs.read(card(yaml)), FILES).orElseThrow();
  }

  private static List<String> paths(Map<String, List<TreeEntry.File>> named, String name) {
    return named.getOrDefault(name, List.of()).stream().map(file -> file.path().text()).toList();
  }

  @Test
  void splitsOfConfigurationsAreWhatTheirPatternsChoose() {
    Layout layout =
        layout(
            """
            configs:
            - config_name: en
              data_files:
              - split: train
                path: data/en/*
              - split: held_out
                path:
                - data/held-*.parquet
                - nothing/**
            - config_name: de
              default: true
              data_files: "data/de/**"
            """);

    assertThat(layout.configs().keySet()).containsExactly("en", "de");
    assertThat(layout.usual()).isEqualTo("de");
    assertThat(paths(layout.configs(), "en"))
        .containsExactly(
            "data/en/part-0.parquet", "data/en/part-1.parquet", "data/held-out.parquet");
    assertThat(layout.splits().keySet()).containsExactly("train", "held_out");
    assertThat(paths(layout.splits(), "train"))
        .containsExactly(
            "data/de/part-0.parquet", "data/en/part-0.parquet", "data/en/part-1.parquet");
  }

  @Test
  void splitsMayBeKeysAndFilesMayBeInAFolder() {
    Layout layout =
        layout(
            """
            configs:
              - config_name: all
                data_dir: ./data/
                data_files: {train: "*/*.parquet", test: held-out.parquet}
              - config_name: pictures
                data_dir: raw
                data_files: "**/*.png"
              - config_name: words
                data_dir: data
            """);

    assertThat(paths(layout.configs(), "pictures")).containsExactly("raw/pictures/train/1.png");
    assertThat(paths(layout.splits(), "test")).containsExactly("data/held-out.parquet");
    assertThat(layout.configs().get("words")).hasSize(4);
    assertThat(layout.usual()).isEqualTo("all");
  }

  @Test
  void whatIsHiddenOrTellsOfTheDataIsNoData() {
    assertThat(paths(layout("configs:\n- data_files: '**'\n").configs(), "default"))
        .doesNotContain("README.md", ".hidden/part-0.parquet")
        .hasSize(5);
  }

  @Test
  void whatIsNotUnderstoodSaysNothing() {
    for (String yaml :
        List.of(
            "",
            "configs:\n",
            "configs: yes\n",
            "configs: [\n",
            "configs:\n- &a [*a]\n",
            "configs:\n- config_name: !!java.net.URL [x]\n  data_files: data/*\n",
            "configs: "
                + "[".repeat(CardConfigs.MAX_DEPTH)
                + "]".repeat(CardConfigs.MAX_DEPTH)
                + "\n",
            "configs:\n- data_files: https://evil.example/*\n",
            "configs:\n- data_files: ../*\n",
            "configs:\n- data_files: 7\n")) {
      assertThat(Layout.ofCard(CardConfigs.read(card(yaml)), FILES)).as(yaml).isEmpty();
    }
    assertThat(CardConfigs.read("configs:\n- data_files: data/*\n")).isEmpty();
    assertThat(CardConfigs.read("---\nconfigs:\n- data_files: data/*\n")).isEmpty();
  }

  @Test
  void aCardMaySaySoMuchAndNoMore() {
    String rest = "configs:\n- data_files: data/*\n#";
    String longest = rest + "x".repeat(CardConfigs.MAX_CHARS - rest.length() - 1) + "\n";
    assertThat(CardConfigs.read(card(longest))).hasSize(1);
    assertThat(CardConfigs.read(card("#".repeat(10) + "\n" + longest.replace("#x", "#xx"))))
        .isEmpty();

    String most = "- config_name: x\n".repeat(CardConfigs.MAX_CONFIGS);
    assertThat(CardConfigs.read(card("configs:\n" + most + "- config_name: y\n")))
        .hasSize(CardConfigs.MAX_CONFIGS)
        .noneMatch(config -> config.name().equals("y"));

    String patterns = "  - a/*\n".repeat(CardConfigs.MAX_PATTERNS);
    assertThat(CardConfigs.read(card("configs:\n- data_files:\n" + patterns))).hasSize(1);
    assertThat(CardConfigs.read(card("configs:\n- data_files:\n" + patterns + "  - b/*\n")))
        .isEmpty();

    assertThat(Glob.of("x".repeat(Glob.MAX_LENGTH))).isPresent();
    assertThat(Glob.of("x".repeat(Glob.MAX_LENGTH + 1))).isEmpty();
  }

  @Test
  void moreComparisonsThanAreDoneLeaveThePathsToTell() {
    var files = new ArrayList<TreeEntry.File>();
    for (int i = 0; i < 2_000; i++) {
      files.add(file("data/" + i + ".parquet", 1, true));
    }
    String enough = "configs:\n- data_files:\n" + "  - data/[0-9]*\n".repeat(500);
    assertThat(Layout.ofCard(CardConfigs.read(card(enough)), files)).isPresent();
    assertThat(Layout.ofCard(CardConfigs.read(card(enough + "  - data/[1]\n")), files)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "data/*.csv, data/a.csv, true",
    "data/*.csv, data/sub/a.csv, false",
    "data/**.csv, data/sub/a.csv, true",
    "**/a.csv, a.csv, true",
    "**/a.csv, x/y/a.csv, true",
    "**/a.csv, x/ya.csv, false",
    "data/**/a.csv, data/a.csv, true",
    "data/**, data/x/y, true",
    "data/**, data2/x, false",
    "a?c, abc, true",
    "a?c, a/c, false",
    "part-[0-3].csv, part-2.csv, true",
    "part-[0-3].csv, part-4.csv, false",
    "part-[!0-3].csv, part-4.csv, true",
    "part-[!0-3], part-/, false",
    "[x, [x, true",
    "./train.csv, train.csv, true",
    "train.csv, train.csv.gz, false",
  })
  void patternsAreThoseOfCards(String pattern, String path, boolean matches) {
    assertThat(Glob.of(pattern).orElseThrow().matches(path)).isEqualTo(matches);
  }

  @Test
  void noPatternTakesLong() {
    Glob glob = Glob.of("*a".repeat(300) + "b").orElseThrow();
    Assertions.assertTimeout(
        Duration.ofSeconds(5), () -> assertThat(glob.matches("a".repeat(4_000))).isFalse());
  }
}

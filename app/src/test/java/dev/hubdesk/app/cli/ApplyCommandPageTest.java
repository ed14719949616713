package dev.hubdesk.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.OptionSpec;

/// `docs/configuration.md` has a part about `admin apply`, with a row for every flag it takes.
class ApplyCommandPageTest {

  private static final Path PAGE = Path.of("..", "docs", "configuration.md");

  @Test
  void thePageHasARowForEveryFlagAndNoOther() throws IOException {
    List<String> flags =
        new ApplyCommand(Surroundings.ofThisProcess())
            .spec().options().stream().map(ApplyCommandPageTest::row).toList();
    assertThat(flags).isNotEmpty();
    try (Stream<String> lines = Files.lines(PAGE)) {
      assertThat(
              lines
                  .dropWhile(line -> !line.startsWith("## `admin apply`"))
                  .skip(1)
                  .takeWhile(line -> !line.startsWith("## "))
                  .filter(line -> line.startsWith("| `"))
                  .map(line -> line.substring(0, line.indexOf('|', 1)).strip()))
          .containsExactlyInAnyOrderElementsOf(flags);
    }
  }

  private static String row(OptionSpec option) {
    return "| `" + option.longestName() + " " + option.paramLabel() + "`";
  }
}

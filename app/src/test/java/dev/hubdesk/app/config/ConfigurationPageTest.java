package dev.hubdesk.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// `docs/configuration.md` has a row for every setting, with its flag, its variables and its
/// default, in the part about the two halves.
class ConfigurationPageTest {

  private static final Path PAGE = Path.of("..", "docs", "configuration.md");

  @ParameterizedTest
  @EnumSource(Setting.class)
  void thePageHasARowForEverySetting(Setting setting) throws IOException {
    String name = setting.flag().orElse(setting.key());
    List<String> rows;
    try (Stream<String> lines = Files.lines(PAGE)) {
      rows =
          lines
              .takeWhile(line -> !line.startsWith("## `admin"))
              .filter(line -> line.startsWith("| `" + name))
              .toList();
    }
    assertThat(rows).as("rows of %s", name).hasSize(1);
    assertThat(rows.getFirst().replace("`", ""))
        .contains(setting.builtIn().replace("`", ""))
        .contains(setting.environment());
  }
}

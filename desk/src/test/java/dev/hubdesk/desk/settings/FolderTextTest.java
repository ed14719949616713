package dev.hubdesk.desk.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.protocol.FailureException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FolderTextTest {

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void takesAnAbsolutePathOfThisSystem() {
    assertThat(FolderText.parse("localDir", "  /srv/models/../llm/ "))
        .isEqualTo(Path.of("/srv/llm"));
  }

  @ParameterizedTest
  @DisabledOnOs(OS.WINDOWS)
  @CsvSource({
    "'I:\\huggingface', is not a Windows path",
    "'I:/huggingface', is not a Windows path",
    "'I:', is not a Windows path",
    "'\\\\nas\\models', is not a Windows network path",
    "'~/models', '~'",
    "'models', is not an absolute path",
    "'./models', is not an absolute path",
    "'', is not an absolute path",
  })
  void saysWhyItDoesNotTakeWhatIsNone(String text, String reason) {
    assertThatThrownBy(() -> FolderText.parse("localDir", text))
        .isInstanceOf(FailureException.class)
        .hasMessageStartingWith("Invalid localDir: it ")
        .hasMessageContaining(reason)
        .hasMessageContaining("POSIX");
  }

  @Test
  void explainsPosixPathsOnWindows() {
    assertThat(FolderText.explain("/srv/models", true))
        .contains("is not a POSIX path")
        .contains("D:\\Models");
    assertThat(FolderText.explain("models", true)).contains("Windows");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void takesFourThousandAndNinetySixCharactersAndNoMore() {
    String longest = "/" + "x".repeat(FolderText.MAX_LENGTH - 1);

    assertThat(FolderText.parse("cacheDir", longest)).isEqualTo(Path.of(longest));
    assertThatThrownBy(() -> FolderText.parse("cacheDir", longest + "x"))
        .isInstanceOf(FailureException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "models, false, false",
    "./models, false, false",
    "/srv/models, false, true",
    "//nas/models, false, false",
    "'\\\\nas\\models', true, false",
    "'D:\\Models', true, false",
    "D:/Models, true, false",
    "~/models, true, true",
    "~, true, true",
    "~ana, false, false",
  })
  void knowsFoldersOfTheOtherSystem(String folder, boolean onPosix, boolean onWindows) {
    assertThat(FolderText.foreign(folder, false).isPresent()).isEqualTo(onPosix);
    assertThat(FolderText.foreign(folder, true).isPresent()).isEqualTo(onWindows);
  }
}

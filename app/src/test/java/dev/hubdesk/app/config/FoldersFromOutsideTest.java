package dev.hubdesk.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.desk.DeskConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Folders that flags and the environment name.
@DisabledOnOs(OS.WINDOWS)
class FoldersFromOutsideTest {

  private static final Map<String, String> LINUX =
      Map.of("os.name", "Linux", "user.home", "/home/ana");

  private static Configuration read(
      Map<String, String> environment, Map<Setting, List<String>> flags) {
    return new ConfigurationReader(environment, LINUX).read(flags);
  }

  private static DeskConfig desk(Map<String, String> environment) {
    return DeskSettings.of(read(environment, Map.of()), null);
  }

  @ParameterizedTest
  @CsvSource({
    "HF_HOME, ~/hf, /home/ana/hf/hub",
    "HF_HOME, ~, /home/ana/hub",
    "HF_HUB_CACHE, ~/hf/hub, /home/ana/hf/hub",
    "HF_HUB_CACHE, $DISK/hub, /mnt/nas/hub",
    "HF_HUB_CACHE, ${DISK}/hub, /mnt/nas/hub",
    "HUGGINGFACE_HUB_CACHE, ${DISK}/a/../hub, /mnt/nas/hub",
    "XDG_CACHE_HOME, ~/c, /home/ana/c/huggingface/hub",
    "HF_HUB_CACHE, /srv/~/hub, /srv/~/hub",
    "HF_HUB_CACHE, /srv/$NONE, /srv/$NONE",
  })
  void theCacheIsTheOneOfTheClientsBesideIt(String variable, String text, String cache) {
    assertThat(desk(Map.of(variable, text, "DISK", "/mnt/nas")).cacheDir().value())
        .isEqualTo(Path.of(cache));
  }

  @ParameterizedTest
  @EnumSource(
      value = Setting.class,
      names = {"DATA", "CACHE_DIR", "CA_BUNDLE"})
  void aFolderOfAnotherSystemIsRefusedAndNotMade(Setting setting) {
    for (String folder : List.of("I:\\huggingface", "C:/hf", "\\\\nas\\models", "~/hf", "~")) {
      Configuration given = read(Map.of(), Map.of(setting, List.of(folder)));

      assertThatThrownBy(() -> DeskSettings.of(given, null))
          .as(folder)
          .isInstanceOf(ConfigurationException.class)
          .hasMessageStartingWith(setting.key() + " (flag --")
          .hasMessageContaining("Hubdesk runs on a POSIX system");
    }
  }

  @Test
  void aWindowsPathInAVariableIsRefusedToo() {
    assertThatThrownBy(() -> desk(Map.of("HF_HOME", "I:\\huggingface")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("environment HF_HOME")
        .hasMessageContaining("is not a Windows path");
  }

  @Test
  void aRelativeFolderOfTheCommandLineIsTakenFromHere() {
    Configuration given = read(Map.of(), Map.of(Setting.CACHE_DIR, List.of("./hf/../cache")));

    assertThat(DeskSettings.of(given, null).cacheDir().value())
        .isEqualTo(Path.of("cache").toAbsolutePath());
  }
}

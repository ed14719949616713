package dev.hubdesk.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationReaderTest {

  private static final Map<String, String> LINUX =
      Map.of("os.name", "Linux", "user.home", "/home/ana");

  @TempDir private Path data;

  private Configuration read(Map<String, String> environment, Map<Setting, List<String>> flags) {
    return new ConfigurationReader(environment, LINUX).read(flags);
  }

  @Test
  void everyoneStartsWithTheBuiltInValues() {
    Configuration nothing = read(Map.of(), Map.of());
    assertThat(nothing.text(Setting.DATA)).isEqualTo("/home/ana/.local/share/hubdesk");
    assertThat(nothing.text(Setting.HUB_LISTEN)).isEqualTo("localhost:28080");
    assertThat(nothing.text(Setting.CACHE_DIR)).isEqualTo("/home/ana/.cache/huggingface/hub");
    assertThat(nothing.all(Setting.ENDPOINT)).containsExactly("https://huggingface.co");
    assertThat(nothing.origin(Setting.ENDPOINT).text()).isEqualTo("default");
  }

  @Test
  void theHomeFolderIsWhereTheEnvironmentSays() {
    Configuration moved = read(Map.of("HOME", "/elsewhere"), Map.of());
    assertThat(moved.text(Setting.DATA)).isEqualTo("/elsewhere/.local/share/hubdesk");
    assertThat(moved.text(Setting.CACHE_DIR)).isEqualTo("/elsewhere/.cache/huggingface/hub");
    assertThat(read(Map.of("HOME", "here"), Map.of()).text(Setting.DATA))
        .isEqualTo("/home/ana/.local/share/hubdesk");
  }

  @Test
  void aFlagBeatsTheEnvironmentBeatsTheFileBeatsTheBuiltInValue() throws IOException {
    Files.writeString(
        data.resolve("hubdesk.properties"), "hub-listen=f:1\ndesk-listen=f:2\nlog-level=warn\n");
    Configuration all =
        read(
            Map.of("HUBDESK_HUB_LISTEN", "e:1", "HUBDESK_DESK_LISTEN", "e:2"),
            Map.of(Setting.DATA, List.of(data.toString()), Setting.HUB_LISTEN, List.of("flag:1")));
    assertThat(all.text(Setting.HUB_LISTEN)).isEqualTo("flag:1");
    assertThat(all.origin(Setting.HUB_LISTEN).text()).isEqualTo("flag --hub-listen");
    assertThat(all.text(Setting.DESK_LISTEN)).isEqualTo("e:2");
    assertThat(all.origin(Setting.DESK_LISTEN).text()).isEqualTo("environment HUBDESK_DESK_LISTEN");
    assertThat(all.text(Setting.LOG_LEVEL)).isEqualTo("warn");
    assertThat(all.origin(Setting.LOG_LEVEL).text())
        .isEqualTo("file " + data.resolve("hubdesk.properties"));
    assertThat(all.text(Setting.LOG_FORMAT)).isEqualTo("text");
  }

  @Test
  void theCacheFollowsTheVariablesOfHuggingfaceHubInItsOrder() {
    Map<String, String> both = Map.of("HF_HUB_CACHE", "/a", "HF_HOME", "/b");
    assertThat(read(both, Map.of()).text(Setting.CACHE_DIR)).isEqualTo("/a");
    assertThat(read(Map.of("HF_HOME", "/b"), Map.of()).text(Setting.CACHE_DIR)).isEqualTo("/b/hub");
    assertThat(read(Map.of("XDG_CACHE_HOME", "/c"), Map.of()).text(Setting.CACHE_DIR))
        .isEqualTo("/c/huggingface/hub");
  }

  @Test
  void aListIsSplitAtCommasInTheEnvironmentAndRepeatedAsAFlag() {
    assertThat(read(Map.of("HF_ENDPOINT", "http://a, http://b"), Map.of()).all(Setting.ENDPOINT))
        .containsExactly("http://a", "http://b");
    assertThat(
            read(Map.of(), Map.of(Setting.ENDPOINT, List.of("http://c", "http://d")))
                .all(Setting.ENDPOINT))
        .containsExactly("http://c", "http://d");
  }

  @Test
  void anEmptyVariableIsNoVariable() {
    assertThat(read(Map.of("HF_ENDPOINT", " "), Map.of()).isSet(Setting.ENDPOINT)).isFalse();
  }

  @Test
  void refusesAFileThatSaysSomethingUnknown() throws IOException {
    Path file = Files.writeString(data.resolve("x.properties"), "hub-listne=f:1\n");
    assertThatThrownBy(() -> read(Map.of(), Map.of(Setting.CONFIG, List.of(file.toString()))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("'hub-listne' cannot be set in " + file);
  }

  @Test
  void refusesAFileInTheDataDirectoryThatNamesAnother() throws IOException {
    Files.writeString(data.resolve("hubdesk.properties"), "data=/elsewhere\n");
    assertThatThrownBy(() -> read(Map.of("HUBDESK_DATA", data.toString()), Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("'data' cannot be set in ");
  }

  @Test
  void refusesANamedFileThatIsNotThere() {
    assertThatThrownBy(
            () -> read(Map.of("HUBDESK_CONFIG", data.resolve("none").toString()), Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("Cannot read the settings in ");
  }

  @Test
  void printsEveryValueWithItsOriginAndHidesSecrets() {
    Configuration configuration =
        read(Map.of("HF_TOKEN", "hf_secretsecret", "HUBDESK_LOG_LEVEL", "debug"), Map.of());
    List<String> lines = PrintedConfiguration.lines(configuration, true, true);
    assertThat(lines)
        .hasSize(Setting.values().length)
        .contains(
            "token = (hidden)  (environment HF_TOKEN)",
            "log-level = debug  (environment HUBDESK_LOG_LEVEL)",
            "base-url = -  (default)")
        .noneMatch(line -> line.contains("hf_secretsecret"));
    assertThat(PrintedConfiguration.lines(configuration, false, true))
        .noneMatch(line -> line.startsWith("hub-listen"));
  }
}

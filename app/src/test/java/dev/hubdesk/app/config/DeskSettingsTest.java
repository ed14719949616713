package dev.hubdesk.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.hubclient.HubEndpoint;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeskSettingsTest {

  private static final HubEndpoint OWN = HubEndpoint.of("http://localhost:28080", "hf_own");

  private static List<HubEndpoint> endpoints(
      @Nullable HubEndpoint own, Map<String, String> environment) {
    Map<String, String> system = Map.of("os.name", "Linux", "user.home", "/home/ana");
    Configuration read = new ConfigurationReader(environment, system).read(Map.of());
    return DeskSettings.of(read, own).endpoints().value();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://localhost:28080", "http://127.0.0.1:28080/", "http://[::1]:28080"})
  void theAddressOfTheOwnHubDoesNotDisplaceTheHubBehindItNorGiveItItsToken(String address) {
    assertThat(endpoints(OWN, Map.of("HF_ENDPOINT", address, "HF_TOKEN", "hf_own")))
        .containsExactly(HubEndpoint.anonymous("https://huggingface.co"));
  }

  @Test
  void anotherHubOnThisMachineIsAnotherHub() {
    assertThat(endpoints(OWN, Map.of("HF_ENDPOINT", "http://localhost:9", "HF_TOKEN", "hf_x")))
        .containsExactly(HubEndpoint.of("http://localhost:9", "hf_x"));
  }

  @Test
  void aDeskWithoutAHubAsksWhatItIsTold() {
    assertThat(endpoints(null, Map.of("HF_ENDPOINT", "http://localhost:28080")))
        .containsExactly(HubEndpoint.anonymous("http://localhost:28080"));
  }
}

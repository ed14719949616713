package dev.hubdesk.hubclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.protocol.FailureException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubEndpointTest {

  @Test
  void neverPrintsItsToken() {
    assertThat(HubEndpoint.of("https://hub.example", "hf_secret").toString())
        .isEqualTo("https://hub.example (with a token)");
  }

  @Test
  void dropsTrailingSlashes() {
    assertThat(HubEndpoint.anonymous("https://hub.example/mirror//").resolve("/api"))
        .hasToString("https://hub.example/mirror/api");
  }

  @Test
  void knowsItsOwnOriginByPortToo() {
    HubEndpoint endpoint = HubEndpoint.anonymous("https://Hub.example");
    assertThat(endpoint.isOriginOf(URI.create("https://hub.example:443/x"))).isTrue();
    assertThat(endpoint.isOriginOf(URI.create("https://hub.example:8443/x"))).isFalse();
    assertThat(endpoint.isOriginOf(URI.create("http://hub.example/x"))).isFalse();
    assertThat(endpoint.isOriginOf(URI.create("https://hub.example.evil/x"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hub.example",
        "ftp://hub.example",
        "https://u:p@hub.example",
        "https://h/?q=1",
        ""
      })
  void refusesWhatIsNoEndpoint(String address) {
    assertThatThrownBy(() -> HubEndpoint.anonymous(address)).isInstanceOf(FailureException.class);
  }

  @Test
  void refusesATokenThatCouldEndTheHeader() {
    assertThatThrownBy(() -> HubEndpoint.of("https://hub.example", "hf_a\r\nX: y"))
        .isInstanceOf(FailureException.class)
        .hasMessageNotContaining("hf_a");
  }
}

package dev.hubdesk.desk.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hubdesk.desk.settings.SettingsView.ProxyView;
import org.junit.jupiter.api.Test;

class ProxyPatchTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static ObjectNode writtenByHand(String url) {
    ObjectNode stored = JSON.createObjectNode();
    stored.withObjectProperty("proxy").put("url", url);
    return stored;
  }

  @Test
  void tellsNoPasswordThatTheFileHasInTheAddress() {
    ProxySettings proxy = ProxyPatch.in(writtenByHand("http://ann:s3cret@proxy.example:8080"));
    assertThat(proxy.username()).isEqualTo("ann");
    assertThat(proxy.password()).isEqualTo("s3cret");
    assertThat(ProxyView.of(proxy))
        .isEqualTo(new ProxyView("http://proxy.example:8080", "ann", true, "", false, false));
    ProxySettings unusable = ProxyPatch.in(writtenByHand("http://ann:s3/cret@proxy.example"));
    assertThat(unusable.url()).isNotNull();
    assertThat(String.valueOf(ProxyView.of(unusable))).doesNotContain("s3");
  }

  @Test
  void keepsThePasswordWhenTheAddressComesBackAsItWasTold() {
    ObjectNode stored = writtenByHand("http://ann:s3cret@proxy.example:8080");
    ObjectNode request = writtenByHand("http://proxy.example:8080");
    ProxyPatch.apply(request, stored);
    assertThat(ProxyPatch.in(stored).password()).isEqualTo("s3cret");
    assertThat(stored.toString()).doesNotContain("@");
  }
}

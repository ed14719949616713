package dev.hubdesk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ListenAddressTest {

  @Test
  void readsHostAndPort() {
    assertThat(ListenAddress.parse("0.0.0.0:28080"))
        .isEqualTo(new ListenAddress("0.0.0.0", 28_080));
    assertThat(ListenAddress.parse("[::1]:0")).isEqualTo(new ListenAddress("::1", 0));
    assertThat(ListenAddress.parse("LocalHost:1").isLocalhost()).isTrue();
    assertThat(ListenAddress.parse("hub.lan:65535").port()).isEqualTo(65_535);
    assertThat(ListenAddress.parse("[::1]:80")).hasToString("[::1]:80");
  }

  @Test
  void refusesAnythingElse() {
    for (String text :
        new String[] {
          "",
          "8080",
          ":8080",
          "localhost",
          "localhost:",
          "a:b",
          "::1:80",
          "a:65536",
          "a:-1",
          "http://a:80",
          "a b:80"
        }) {
      assertThatThrownBy(() -> ListenAddress.parse(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}

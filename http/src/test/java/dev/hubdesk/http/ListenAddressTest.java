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
  void knowsWhetherOnlyThisMachineGetsThere() {
    for (String text : new String[] {"localhost:0", "127.0.0.1:1", "127.8.8.8:1", "[::1]:1"}) {
      assertThat(ListenAddress.parse(text).isLoopback()).as(text).isTrue();
    }
    for (String text : new String[] {"0.0.0.0:1", "[::]:1", "192.168.1.2:1", "hub.lan:1"}) {
      assertThat(ListenAddress.parse(text).isLoopback()).as(text).isFalse();
    }
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

package dev.hubdesk.desk.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class DeskLoginTest {

  @Test
  void aPasswordHasItsLengthInBytes() {
    String longest = "ü".repeat(DeskLogin.MAX_BYTES / 2);

    assertThat(new DeskLogin("ana", longest).matches(header("ana:" + longest))).isTrue();
    assertThat(new DeskLogin("ana", longest).matches(header("ana:" + longest + "x"))).isFalse();
    assertThatThrownBy(() -> new DeskLogin("ana", longest + "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 to 1024 bytes");
    assertThatThrownBy(() -> new DeskLogin("ana", "")).isInstanceOf(IllegalArgumentException.class);
  }

  private static String header(String text) {
    return "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}

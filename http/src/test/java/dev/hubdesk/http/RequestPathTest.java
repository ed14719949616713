package dev.hubdesk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.protocol.FailureException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RequestPathTest {

  @Test
  void splitsBeforeItDecodes() {
    assertThat(RequestPath.parse("/a%2Fb/c").segments()).containsExactly("a/b", "c");
    assertThat(RequestPath.parse("/a/b/").segments()).containsExactly("a", "b");
    assertThat(RequestPath.parse("/a//b").segments()).containsExactly("a", "", "b");
    assertThat(RequestPath.parse("/").segments()).isEmpty();
    assertThat(RequestPath.parse("//").segments()).isEmpty();
    RequestPath path = RequestPath.parse("/api/models/x/y%2Fz/w");
    assertThat(path.rest(3)).isEqualTo("y/z/w");
    assertThat(path.from(9)).isEmpty();
  }

  @Test
  void decodesWhatAnyoneEncoded() {
    var random = new Random(5);
    for (int round = 0; round < 5_000; round++) {
      String text =
          random
              .ints(random.nextInt(12), 0, 0x2fff)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
      assertThat(RequestPath.decode(encoded)).isEqualTo(text);
    }
  }

  @Test
  void refusesMalformedEncodings() {
    for (String bad :
        new String[] {"%", "a%1", "%g0", "%0g", "%٣1", "%ff", "%ed%a0%80", "%c0%af"}) {
      assertThatThrownBy(() -> RequestPath.decode(bad))
          .as(bad)
          .isInstanceOf(FailureException.class);
    }
  }
}

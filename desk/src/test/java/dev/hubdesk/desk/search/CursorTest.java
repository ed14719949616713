package dev.hubdesk.desk.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.hubclient.SearchPage;
import dev.hubdesk.protocol.FailureException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CursorTest {

  @Test
  void aCursorHasItsLength() {
    // Three characters for four of Base64.
    int most = Cursor.MAX_LENGTH / 4 * 3;
    String start = "{\"https://hub.example\":\"q=x\"";
    String longest = start + " ".repeat(most - start.length() - 1) + "}";

    assertThat(encoded(longest)).hasSize(Cursor.MAX_LENGTH);
    assertThat(Cursor.parse(encoded(longest)).next())
        .isEqualTo(Map.of("https://hub.example", "q=x"));
    refused(encoded(longest + " "));
  }

  @Test
  void aQueryHasItsLength() {
    String longest = "q".repeat(SearchPage.MAX_NEXT);

    assertThat(Cursor.parse(encoded("{\"a\":\"" + longest + "\"}")).next().get("a"))
        .isEqualTo(longest);
    refused(encoded("{\"a\":\"" + longest + "q\"}"));
  }

  @Test
  void whatIsNoCursorIsRefused() {
    for (String json :
        List.of("", "[]", "{}", "{\"a\":1}", "{\"a\":\"\"}", "{\"a\":\"q=ü\"}", "\0\0\0x")) {
      refused(encoded(json));
    }
    refused("no base64!");
  }

  private static String encoded(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private static void refused(String text) {
    assertThatThrownBy(() -> Cursor.parse(text))
        .isInstanceOf(FailureException.class)
        .hasMessageStartingWith("Invalid cursor");
  }
}

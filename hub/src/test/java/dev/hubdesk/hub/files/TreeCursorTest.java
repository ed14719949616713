package dev.hubdesk.hub.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeCursorTest {

  @Test
  void isReadAsItWasWritten() {
    var cursor = new TreeCursor(new Oid("0a".repeat(20)), new RepoPath("größe/日本 1.txt"));
    assertThat(TreeCursor.parse(cursor.text())).isEqualTo(cursor);
    assertThat(cursor.text()).matches("[A-Za-z0-9_-]+");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "!",
        "abc",
        "MGEwYTBhMGEwYTBhMGEwYTBhMGEwYTBhMGEwYTBhMGEwYTBhMGEwYS4u",
        "WlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWmE"
      })
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> TreeCursor.parse(text))
        .isInstanceOf(FailureException.class)
        .hasMessage("Invalid cursor");
  }
}

package dev.hubdesk.hub.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class CardYamlTest {

  @Test
  void wordsDatesAndBigNumbersSurvive() throws CardYamlException {
    JsonNode data =
        CardYaml.read(
            """
            language: no
            date: 2024-01-02
            big: 123456789012345678901234567890
            1: one
            nothing: ~
            endless: .inf
            half: 0.5
            flag: true
            """);
    assertThat(data.path("language").textValue()).isEqualTo("no");
    assertThat(data.path("date").textValue()).isEqualTo("2024-01-02");
    assertThat(data.path("big").bigIntegerValue()).hasToString("123456789012345678901234567890");
    assertThat(data.path("1").textValue()).isEqualTo("one");
    assertThat(data.path("nothing").isNull()).isTrue();
    assertThat(data.path("endless").isTextual()).isTrue();
    assertThat(data.path("half").doubleValue()).isEqualTo(0.5);
    assertThat(data.path("flag").booleanValue()).isTrue();
  }

  @Test
  void emptyYamlIsAnEmptyMappingAndAListIsNone() throws CardYamlException {
    assertThat(CardYaml.read("")).isEmpty();
    assertThat(CardYaml.read("# nothing\n")).isEmpty();
    refused("- a\n- b\n", "must be a mapping");
    refused("just text", "must be a mapping");
  }

  @Test
  void aDoubledKeyCountsLastUnlessReadStrictly() throws CardYamlException {
    assertThat(CardYaml.read("a: 1\na: 2\n").path("a").intValue()).isEqualTo(2);
    assertThatExceptionOfType(CardYamlException.class)
        .isThrownBy(() -> CardYaml.readStrictly("a: 1\na: 2\n"))
        .withMessageContaining("duplicate key");
  }

  @Test
  void brokenYamlSaysWhere() {
    refused("a: [1, 2\nb: 3\n", "(2:");
    refused("a: !!java.lang.Runtime {}\n", "");
    refused("a: *unknown\n", "");
  }

  @Test
  void depthHasALimit() throws CardYamlException {
    int most = CardYaml.MAX_DEPTH - 1;
    String edge = "a: " + "[".repeat(most) + "]".repeat(most);
    assertThat(CardYaml.read(edge).path("a").isArray()).isTrue();
    refused("a: " + "[".repeat(most + 1) + "]".repeat(most + 1), "deeper");
    refused("a: " + "[".repeat(100_000), "deeper");
  }

  @Test
  void sizeHasALimit() throws CardYamlException {
    String edge = "a: " + "x".repeat(CardYaml.MAX_CHARS - 3);
    assertThat(CardYaml.read(edge).path("a").textValue()).hasSize(CardYaml.MAX_CHARS - 3);
    refused(edge + "x", "longer");
  }

  @Test
  void aliasesHaveALimitAndSoHasWhatTheyExpandTo() throws CardYamlException {
    assertThat(CardYaml.read("a: &x {b: 1}\nc: *x\n").path("c").path("b").intValue()).isOne();
    refused("a: &x [1]\nb: [" + "*x, ".repeat(CardYaml.MAX_ALIASES + 1) + "]", "aliases");
    var laughs = new StringBuilder("a0: &a0 [lol,lol,lol,lol,lol,lol,lol,lol,lol]\n");
    for (int i = 1; i < 10; i++) {
      laughs.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(9)));
    }
    refused(laughs.toString(), "too many values");
    refused("a: &a [*a]\n", "");
  }

  private static void refused(String yaml, String why) {
    assertThatExceptionOfType(CardYamlException.class)
        .isThrownBy(() -> CardYaml.read(yaml))
        .withMessageContaining(why);
  }
}

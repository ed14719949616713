package dev.hubdesk.hub.facts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FrontMatterTest {

  @Test
  void standsBetweenTwoLinesOfDashesAtTheStart() {
    FrontMatter card = FrontMatter.of("---\nlicense: mit\n---\n# Title\n---\nmore");
    assertThat(card.yaml()).isEqualTo("license: mit\n");
    assertThat(card.text()).isEqualTo("# Title\n---\nmore");
  }

  @Test
  void endsOfLinesAndBlankLinesBeforeDoNotMatter() {
    assertThat(FrontMatter.of("\uFEFF\r\n---\r\na: 1\r\n---\r\ntext").yaml()).isEqualTo("a: 1\r\n");
    assertThat(FrontMatter.of("---\na: 1\n---").yaml()).isEqualTo("a: 1\n");
    assertThat(FrontMatter.of("---\n---\n").yaml()).isEmpty();
  }

  @Test
  void anythingElseIsText() {
    for (String card :
        new String[] {"", "# Title", "--- a\nb\n---\n", "---\na: 1\n", "x\n---\n---"}) {
      assertThat(FrontMatter.of(card).yaml()).as(card).isNull();
      assertThat(FrontMatter.of(card).text()).isEqualTo(card);
    }
  }
}

package dev.hubdesk.desk.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.hubdesk.desk.endpoints.Located;
import dev.hubdesk.hubclient.HubEndpoint;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import dev.hubdesk.protocol.Revision;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardPageTest {

  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  private final PageLinks links =
      new PageLinks(
          new Located(
              HubEndpoint.of("https://hub.example", "hf_secret"),
              RepoId.parse(RepoType.MODEL, "acme/tiny").orElseThrow(),
              Revision.MAIN,
              new Oid(COMMIT)));

  private String html(String markdown) {
    return new CardPage(links).html(markdown);
  }

  @Test
  void frontMatterIsNoPartOfThePage() {
    assertThat(html("---\nlicense: mit\n---\n# Tiny\n"))
        .isEqualTo("<h1 id=\"readme-tiny\">Tiny</h1>\n");
    assertThat(html("\uFEFF---\r\na: b\r\n---\r\ntext")).isEqualTo("<p>text</p>\n");
    assertThat(html("---\nnot closed")).contains("not closed");
  }

  @Test
  void markdownOfGithubIsUnderstood() {
    assertThat(html("| a | b |\n|---|:-:|\n| 1 | 2 |"))
        .contains("<table>", "<th align=\"center\">b</th>", "<td>1</td>");
    assertThat(html("~~old~~ https://example.org")).contains("<del>old</del>", "<a href=");
    assertThat(html("- [x] done")).contains("<input type=\"checkbox\"", "checked");
    assertThat(html("```python\nx = 1 < 2\n```"))
        .contains("<code class=\"language-python\">", "x &#61; 1 &lt; 2");
    assertThat(html("a[^1]\n\n[^1]: note")).contains("note").contains("#readme-");
    assertThat(html("<details><summary>More</summary>\n\ntext\n\n</details>"))
        .contains("<details>", "<summary>More</summary>", "<p>text</p>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "<a href=\"&#106;avascript:alert(1)\">x</a>",
        "<a href=\"java\tscript:alert(1)\">x</a>",
        "<iframe src=\"https://evil.example\"></iframe>",
        "<svg><script>alert(1)</script></svg>",
        "<math><mtext><img src=x onerror=alert(1)></mtext></math>",
        "<style>@import 'https://evil.example'</style>",
        "<form action=\"/api/jobs\"><input type=\"submit\"></form>",
        "<object data=\"https://evil.example\"></object>",
        "<link rel=stylesheet href=//evil.example>",
        "<meta http-equiv=refresh content=\"0;url=https://evil.example\">",
        "<base href=\"https://evil.example\">",
        "<video src=\"https://evil.example/x\" poster=\"https://evil.example/y\"></video>",
        "<img src=\"a.png\" srcset=\"https://evil.example/x 2x\">",
        "<div style=\"background:url(https://evil.example)\">x</div>",
        "<div style=\"position:fixed;z-index:9\">x</div>",
        "<input type=\"text\" value=\"token\">",
        "<table background=\"https://evil.example/x\"><tr><td>x</td></tr></table>",
      })
  void nothingRunsAndNothingIsFetchedFromElsewhere(String hostile) {
    assertThat(html(hostile))
        .doesNotContainIgnoringCase(
            "<script",
            "onerror",
            "javascript:",
            "evil.example",
            "<iframe",
            "<form",
            "<svg",
            "<style",
            "position",
            "z-index",
            "text/html",
            "srcset",
            "submit",
            "type=\"text\"");
  }

  @ParameterizedTest
  @CsvSource({
    "img/a.png, img/a.png",
    "./a b.png, a%20b.png",
    "img/../a.png, a.png",
    "https://hub.example/acme/tiny/raw/main/a.png, ../main/a.png",
    "https://hub.example/acme/tiny/blob/main/a.png?x=1, ../main/a.png",
  })
  void imagesOfTheEndpointComeThroughTheDesk(String source, String path) {
    String address = "https://hub.example/acme/tiny/resolve/" + COMMIT + "/";
    String expected =
        path.startsWith("../main/")
            ? "https://hub.example/acme/tiny/resolve/main/" + path.substring(8)
            : address + path;

    assertThat(html("<img src=\"" + source + "\">"))
        .contains(
            "/api/readme-asset?url&#61;" + URLEncoder.encode(expected, StandardCharsets.UTF_8))
        .contains("loading=\"lazy\"");
    assertThat(links.blocked()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://img.shields.io/badge/x",
        "//img.shields.io/x.png",
        "https://hub.example.evil.org/acme/tiny/resolve/main/a.png",
        "http://hub.example/acme/tiny/resolve/main/a.png",
        "https://hub.example:444/acme/tiny/resolve/main/a.png",
        "https://hub.example@evil.org/acme/tiny/resolve/main/a.png",
        "https://hub.example/api/whoami-v2",
        "https://hub.example/acme/tiny/resolve/main/../../../../api/whoami-v2",
        "../../../../api/whoami-v2",
        "data:image/svg+xml;base64,PHN2Zz4=",
      })
  void otherImagesAreNotShownButTold(String source) {
    assertThat(html("![what it was](" + source + ")"))
        .contains("alt=\"what it was\"")
        .doesNotContain("src=");
    assertThat(links.blocked()).hasSize(1);
  }

  @Test
  void soManyImagesThatAreNotShownAreTold() {
    for (int i = 0; i < PageLinks.MAX_BLOCKED; i++) {
      html("![](https://evil.example/" + i + ".png)");
    }
    assertThat(links.blocked()).hasSize(PageLinks.MAX_BLOCKED);
    assertThat(html("![](https://evil.example/more.png)")).doesNotContain("src=");
    assertThat(links.blocked()).hasSize(PageLinks.MAX_BLOCKED);
  }

  @Test
  void linksOfTheRepositoryLeadToItsPages() {
    assertThat(html("[x](docs/use.md#start)"))
        .contains(
            "href=\"https://hub.example/acme/tiny/blob/" + COMMIT + "/docs/use.md#start\"",
            "target=\"_blank\"",
            "noopener",
            "noreferrer");
    assertThat(html("# A b\n[up](#a-b)")).contains("id=\"readme-a-b\"", "href=\"#readme-a-b\"");
    assertThat(html("[m](mailto:ana@example.org)")).contains("mailto:ana");
    assertThat(html("<p id=\"app\">x</p>")).contains("id=\"readme-app\"");
  }

  @Test
  void whatIsNestedDeepIsRenderedInTime() {
    for (String hostile :
        new String[] {
          ">".repeat(5_000),
          "*a ".repeat(8_000),
          "[".repeat(10_000),
          "<div>".repeat(10_000),
          "- ".repeat(5_000),
          "![".repeat(5_000),
          "`a".repeat(10_000),
          "|a".repeat(5_000) + "\n" + "|-".repeat(5_000) + "\n" + "|x\n".repeat(5_000)
        }) {
      assertTimeout(Duration.ofSeconds(60), () -> assertThat(html(hostile)).isNotNull());
    }
  }

  @Test
  void whatWouldGrowBeyondMeasureIsShownAsText() {
    String table = "|a".repeat(2_000) + "\n" + "|-".repeat(2_000) + "\n";

    assertThat(html(table + "|x\n".repeat(50))).contains("<table>");
    assertThat(html(table + "|x\n".repeat(600))).startsWith("<pre>").doesNotContain("<table>");
  }
}

package dev.hubdesk.desk.readme;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.footnotes.FootnotesExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jspecify.annotations.Nullable;
import org.owasp.html.AttributePolicy;
import org.owasp.html.CssSchema;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/// Renders a card: GitHub's Markdown, in which HTML is allowed, then a list of what may stay of it.
/// Addresses are rewritten by that second step, so that those of Markdown and of HTML go the same
/// way.
final class CardPage {

  /// The longest page, in characters before it is sanitised.
  static final int MAX_HTML = 4 << 20;

  private static final List<Extension> EXTENSIONS =
      List.of(
          TablesExtension.create(),
          StrikethroughExtension.create(),
          AutolinkExtension.create(),
          TaskListItemsExtension.create(),
          FootnotesExtension.create());

  private static final Parser PARSER =
      Parser.builder()
          .extensions(EXTENSIONS)
          .maxOpenBlockParsers(100)
          .maxInlineNesting(100)
          .build();

  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder()
          .extensions(EXTENSIONS)
          .attributeProviderFactory(_ -> new HeadingIds())
          .build();

  private static final String[] ELEMENTS =
      ("abbr b blockquote br caption center cite code dd del details dfn div dl dt em "
              + "figcaption figure h1 h2 h3 h4 h5 h6 hr i ins kbd li mark ol p pre q s samp "
              + "section small span strike strong sub summary sup table tbody td tfoot th thead "
              + "tr tt u ul var")
          .split(" ", -1);

  /// Nothing that moves an element out of its place, lays it over others, or fetches anything.
  private static final CssSchema STYLES =
      CssSchema.withProperties(
          Set.of(
              "background-color",
              "border",
              "border-radius",
              "color",
              "font-size",
              "font-style",
              "font-weight",
              "height",
              "line-height",
              "margin",
              "margin-bottom",
              "margin-left",
              "margin-right",
              "margin-top",
              "max-height",
              "max-width",
              "padding",
              "padding-bottom",
              "padding-left",
              "padding-right",
              "padding-top",
              "text-align",
              "text-decoration",
              "vertical-align",
              "width"));

  private final PageLinks links;

  CardPage(PageLinks links) {
    this.links = links;
  }

  /// HTML that is safe to put into a page. What would grow beyond measure as a page (tables of a
  /// million cells) is shown as the text that it is.
  String html(String markdown) {
    String text = FrontMatter.strip(markdown);
    return policy().sanitize(rendered(text).orElseGet(() -> "<pre>" + escaped(text) + "</pre>"));
  }

  private static Optional<String> rendered(String text) {
    try {
      String html = RENDERER.render(PARSER.parse(text));
      return html.length() > MAX_HTML ? Optional.empty() : Optional.of(html);
    } catch (IllegalArgumentException _) {
      // The parser's own limit on cells of a table.
      return Optional.empty();
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private PolicyFactory policy() {
    return new HtmlPolicyBuilder()
        .allowElements(ELEMENTS)
        .allowElements(CardPage::anchor, "a")
        .allowElements(CardPage::image, "img")
        .allowElements((name, attributes) -> attributes.contains("checkbox") ? name : null, "input")
        .allowAttributes("type")
        .matching(false, "checkbox")
        .onElements("input")
        .allowAttributes("checked", "disabled")
        .onElements("input")
        .allowWithoutAttributes("span", "a")
        .allowAttributes("href")
        .matching(rewritten(links::link))
        .onElements("a")
        .requireRelsOnLinks("noopener", "noreferrer", "nofollow")
        .allowUrlProtocols("http", "https", "mailto", "data")
        .allowAttributes("src")
        .matching(rewritten(links::image))
        .onElements("img")
        .allowAttributes("alt", "title")
        .onElements("img")
        .allowAttributes("width", "height")
        .matching(value -> value.matches("\\d{1,5}(?:px|%)?"))
        .onElements("img", "td", "th", "table")
        .allowAttributes("align")
        .matching(true, "left", "right", "center", "top", "middle", "bottom", "justify")
        .globally()
        .allowAttributes("id")
        .matching(rewritten(id -> Optional.of(PageLinks.ID_PREFIX + id)))
        .globally()
        .allowAttributes("class")
        .matching(value -> value.matches("language-[\\w+#.-]{1,40}|footnotes?(-[a-z]+)?"))
        .onElements("code", "section", "sup", "a")
        .allowAttributes("colspan", "rowspan")
        .matching(value -> value.matches("\\d{1,3}"))
        .onElements("td", "th")
        .allowAttributes("start")
        .matching(value -> value.matches("\\d{1,9}"))
        .onElements("ol")
        .allowAttributes("open")
        .onElements("details")
        .allowStyling(STYLES)
        .toFactory();
  }

  /// What leads away from the page opens a page of its own.
  private static String anchor(String name, List<String> attributes) {
    int href = attributes.indexOf("href");
    if (href >= 0 && !attributes.get(href + 1).startsWith("#")) {
      attributes.addAll(List.of("target", "_blank"));
    }
    return name;
  }

  private static String image(String name, List<String> attributes) {
    attributes.addAll(List.of("loading", "lazy"));
    return name;
  }

  private static AttributePolicy rewritten(Function<String, Optional<String>> rule) {
    return new Rewriting(rule);
  }

  private record Rewriting(Function<String, Optional<String>> rule) implements AttributePolicy {

    @Override
    public @Nullable String apply(String element, String attribute, String value) {
      return rule.apply(value).orElse(null);
    }
  }
}

package dev.hubdesk.desk.readme;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.renderer.html.AttributeProvider;

/// Gives headings the ids that GitHub gives them.
final class HeadingIds implements AttributeProvider {

  private final Map<String, Integer> seen = new HashMap<>();

  @Override
  public void setAttributes(Node node, String tag, Map<String, String> attributes) {
    if (node instanceof Heading heading) {
      attributes.put("id", unique(slug(heading)));
    }
  }

  private String unique(String slug) {
    int count = seen.merge(slug, 1, Integer::sum);
    return count == 1 ? slug : slug + "-" + (count - 1);
  }

  private static String slug(Heading heading) {
    var words = new StringBuilder();
    heading.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text text) {
            words.append(text.getLiteral());
          }

          @Override
          public void visit(Code code) {
            words.append(code.getLiteral());
          }
        });
    return words
        .toString()
        .toLowerCase(Locale.ROOT)
        .strip()
        .replaceAll("[^\\p{L}\\p{N}\\s_-]", "")
        .replaceAll("\\s", "-");
  }
}

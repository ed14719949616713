package dev.hubdesk.git;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.attributes.Attribute;
import org.eclipse.jgit.attributes.AttributesRule;
import org.jspecify.annotations.Nullable;

/// What one `.gitattributes` file says about the LFS filter. The last line that matches a path and
/// speaks of the filter counts. Lines that name one exact path, as ours do, are looked up and not
/// searched: a folder may hold thousands of them.
final class AttributeRules {

  /// Git ignores a line of this many bytes or more.
  static final int MAX_LINE_BYTES = 2048;

  private static final String FILTER = "filter";
  private static final String MACRO = "[attr]";

  private final List<Rule> patterns = new ArrayList<>();
  private final Map<String, Rule> exact = new HashMap<>();
  private final Map<String, LfsAttributes.Answer> macros = new HashMap<>();

  private record Rule(int line, AttributesRule rule, LfsAttributes.Answer answer) {}

  AttributeRules(String text) {
    String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
    int number = 0;
    for (String line : plain.split("\n", -1)) {
      if (line.getBytes(StandardCharsets.UTF_8).length < MAX_LINE_BYTES) {
        add(number++, line.strip());
      }
    }
  }

  private void add(int number, String line) {
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    AttributeLine parts = AttributeLine.parse(line);
    if (parts.pattern().startsWith(MACRO)) {
      addMacro(parts);
      return;
    }
    // Git knows no negative patterns here, and one that ends in a slash matches no file.
    if (parts.pattern().isEmpty()
        || parts.pattern().startsWith("!")
        || parts.pattern().endsWith("/")
        || PatternCost.isTooHigh(parts.pattern())) {
      return;
    }
    var matcher = new AttributesRule(parts.pattern(), parts.attributes());
    LfsAttributes.Answer answer = answerOf(matcher);
    if (answer == LfsAttributes.Answer.SILENT) {
      return;
    }
    var rule = new Rule(number, matcher, answer);
    String path = parts.exactPath();
    if (path == null) {
      patterns.add(rule);
    } else {
      exact.put(path, rule);
    }
  }

  private void addMacro(AttributeLine line) {
    String name = line.pattern().substring(MACRO.length()).strip();
    macros.put(name, answerOf(new AttributesRule("*", line.attributes())));
  }

  private LfsAttributes.Answer answerOf(AttributesRule rule) {
    LfsAttributes.Answer answer = LfsAttributes.Answer.SILENT;
    for (Attribute attribute : rule.getAttributes()) {
      if (attribute.getKey().equals(FILTER)) {
        answer =
            "lfs".equals(attribute.getValue())
                ? LfsAttributes.Answer.LFS
                : LfsAttributes.Answer.NOT_LFS;
      } else if (attribute.getState() == Attribute.State.SET) {
        LfsAttributes.Answer macro = macros.get(attribute.getKey());
        answer = macro == null || macro == LfsAttributes.Answer.SILENT ? answer : macro;
      }
    }
    return answer;
  }

  /// @param path of a file, relative to the directory of the attributes file
  LfsAttributes.Answer filter(String path) {
    @Nullable Rule found = exact.get(path);
    for (int i = patterns.size() - 1; i >= 0; i--) {
      Rule rule = patterns.get(i);
      if (found != null && rule.line < found.line) {
        break;
      }
      if (rule.rule.isMatch(path, false)) {
        return rule.answer;
      }
    }
    return found == null ? LfsAttributes.Answer.SILENT : found.answer;
  }
}

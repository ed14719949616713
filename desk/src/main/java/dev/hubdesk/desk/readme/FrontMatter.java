package dev.hubdesk.desk.readme;

/// The YAML between two lines of `---` at the start of a card.
final class FrontMatter {

  private FrontMatter() {}

  /// The text behind it; the whole text when there is none, or its end is missing.
  static String strip(String markdown) {
    String text = markdown.startsWith("\uFEFF") ? markdown.substring(1) : markdown;
    int start = text.indexOf('\n');
    if (start < 0 || !text.substring(0, start).stripTrailing().equals("---")) {
      return text;
    }
    int at = start + 1;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      String line = text.substring(at, end < 0 ? text.length() : end);
      if (line.stripTrailing().equals("---")) {
        return end < 0 ? "" : text.substring(end + 1);
      }
      if (end < 0) {
        return text;
      }
      at = end + 1;
    }
    return text;
  }
}

package dev.hubdesk.hubclient;

/// The text of an `ETag` header.
final class EntityTag {

  private EntityTag() {}

  /// Without `W/` and quotes.
  static String bare(String header) {
    String text = header.strip();
    if (text.startsWith("W/")) {
      text = text.substring(2);
    }
    return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
        ? text.substring(1, text.length() - 1)
        : text;
  }

  static boolean isStrong(String header) {
    return header.startsWith("\"");
  }
}

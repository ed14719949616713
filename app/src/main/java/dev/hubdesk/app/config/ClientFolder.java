package dev.hubdesk.app.config;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Folders in the variables of `huggingface_hub`, which replaces `~` and `$NAME` in them: the Desk
/// would have another cache than the clients beside it if it took them literally.
final class ClientFolder {

  private static final Pattern VARIABLE = Pattern.compile("\\$(\\w+|\\{[^}]*})");

  private ClientFolder() {}

  /// The folder that clients take the text for. A variable that is not set stays as it is written.
  ///
  /// @param home that `~` stands for
  static String of(String text, String home, Map<String, String> environment) {
    String folder = text.strip();
    String absolute = folder.matches("~([/\\\\].*)?") ? home + folder.substring(1) : folder;
    return VARIABLE
        .matcher(absolute)
        .replaceAll(found -> Matcher.quoteReplacement(value(found.group(), environment)));
  }

  private static String value(String reference, Map<String, String> environment) {
    String name = reference.replaceAll("[${}]", "");
    return environment.getOrDefault(name, reference);
  }
}

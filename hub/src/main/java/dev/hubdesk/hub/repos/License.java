package dev.hubdesk.hub.repos;

import java.util.Set;
import java.util.regex.Pattern;

/// The key of a licence as cards name it: `mit`, `apache-2.0`, `cc-by-4.0`.
record License(String key) {

  /// Lower case, and a plain word to YAML.
  private static final Pattern KEY = Pattern.compile("0bsd|[a-z][a-z0-9.+-]{1,63}");

  private static final Set<String> NOT_TEXT =
      Set.of("null", "true", "false", "yes", "no", "on", "off");

  License {
    if (!KEY.matcher(key).matches() || NOT_TEXT.contains(key)) {
      throw RepoBody.bad("\"license\" must be the key of a licence, such as \"mit\"");
    }
  }

  /// A `README.md` that says so.
  String card() {
    return "---\nlicense: " + key + "\n---\n";
  }
}

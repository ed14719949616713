package dev.hubdesk.testkit.built;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The line `READY hub=<url> desk=<url>`.
record Ready(URI hub, URI desk) {

  private static final Pattern LINE = Pattern.compile("READY hub=(\\S+) desk=(\\S+)");

  static Optional<Ready> parse(String line) {
    Matcher matcher = LINE.matcher(line);
    return matcher.matches()
        ? Optional.of(new Ready(URI.create(matcher.group(1)), URI.create(matcher.group(2))))
        : Optional.empty();
  }
}

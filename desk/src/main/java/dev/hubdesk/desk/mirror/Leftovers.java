package dev.hubdesk.desk.mirror;

import java.util.regex.Pattern;

/// Names of what programs leave behind while they write: never copied, never taken for content.
final class Leftovers {

  private static final Pattern NAME =
      Pattern.compile(
          "tmp-.*|.*\\.tmp-.*|.*\\.incomplete(?:\\.meta)?|.*\\.part(?:-\\d+)?|.*\\.parts\\.json"
              + "|.*\\.lock|.*\\.[0-9a-f]{8}\\.(?:tmp|new|old)|.*\\.journal");

  private Leftovers() {}

  static boolean isLeftover(String name) {
    return NAME.matcher(name).matches();
  }
}

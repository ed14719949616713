package dev.hubdesk.desk.cache;

import java.util.regex.Pattern;

/// Names of what programs leave behind while they write: never copied, never taken for content.
public final class Leftovers {

  private static final Pattern NAME =
      Pattern.compile(
          "tmp-.*|.*\\.tmp-.*|.*\\.incomplete(?:\\.meta)?|.*\\.part(?:-\\d+)?|.*\\.parts\\.json"
              + "|.*\\.lock|.*\\.[0-9a-f]{8}\\.(?:tmp|new|old)|.*\\.journal");

  private static final Pattern REF = Pattern.compile("\\.DS_Store|.*\\.[0-9a-f]{8}\\.tmp");

  private Leftovers() {}

  /// Whether a file among the refs is one: a branch may be called `tmp-x` or `a.part`.
  public static boolean isHalfWrittenRef(String name) {
    return REF.matcher(name).matches();
  }

  /// Whether a file of that name is one.
  public static boolean isLeftover(String name) {
    return NAME.matcher(name).matches();
  }
}

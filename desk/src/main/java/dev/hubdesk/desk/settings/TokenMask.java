package dev.hubdesk.desk.settings;

import org.jspecify.annotations.Nullable;

/// How a token is shown: the last four characters of a long one, nothing of a short one.
final class TokenMask {

  private static final String STARS = "********";
  private static final int SHOWN = 4;

  private TokenMask() {}

  static @Nullable String of(@Nullable String token) {
    if (token == null) {
      return null;
    }
    return token.length() > SHOWN ? STARS + token.substring(token.length() - SHOWN) : STARS;
  }

  /// Whether a client sends back what it was shown.
  static boolean isMask(String text) {
    return text.startsWith(STARS);
  }
}

package dev.hubdesk.protocol;

final class Hex {

  /// Which characters are digits. Listings check some thousands of ids: a look-up is cheaper than
  /// comparisons that no processor can foretell.
  private static final boolean[] LOWER = new boolean[128];

  static {
    "0123456789abcdef".chars().forEach(c -> LOWER[c] = true);
  }

  private Hex() {}

  static boolean isLower(String text, int length) {
    if (text.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= LOWER.length || !LOWER[c]) {
        return false;
      }
    }
    return true;
  }
}

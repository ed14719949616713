package dev.hubdesk.hubclient;

import dev.hubdesk.protocol.RepoPath;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Percent-encodes what is put into a URL: all but RFC 3986's unreserved characters.
final class UrlText {

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private UrlText() {}

  /// One segment of a path, or one value of a query: a slash is encoded too.
  static String segment(String text) {
    var out = new StringBuilder(text.length() + 8);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (isUnreserved(b)) {
        out.append((char) b);
      } else {
        out.append('%').append(HEX.toHexDigits(b));
      }
    }
    return out.toString();
  }

  /// A path: its slashes stay.
  static String path(RepoPath path) {
    return segment(path.text()).replace("%2F", "/");
  }

  private static boolean isUnreserved(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '-'
        || b == '.'
        || b == '_'
        || b == '~';
  }
}

package dev.hubdesk.hub.files;

import java.nio.charset.StandardCharsets;

/// The `Content-Disposition` header (RFC 6266): the name once for everybody in ASCII, once in full
/// (RFC 5987). Stock clients look for `filename="…";` with the semicolon.
final class Disposition {

  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$&+-.^_`|~";

  private Disposition() {}

  static String of(String name, boolean download) {
    return (download ? "attachment" : "inline")
        + "; filename*=UTF-8''"
        + encoded(name)
        + "; filename=\""
        + ascii(name)
        + "\";";
  }

  private static String encoded(String name) {
    var text = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      if (b > 0 && PLAIN.indexOf(b) >= 0) {
        text.append((char) b);
      } else {
        text.append('%').append(String.format("%02X", b & 0xff));
      }
    }
    return text.toString();
  }

  private static String ascii(String name) {
    var text = new StringBuilder();
    name.codePoints()
        .map(c -> c < 0x20 || c > 0x7e || c == '"' || c == '\\' ? '_' : c)
        .forEach(text::appendCodePoint);
    return text.toString();
  }
}

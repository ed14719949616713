package dev.hubdesk.hub.access;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A failure in the form of a protocol over HTTP.
///
/// @param headers to set; values are safe to send
/// @param body the JSON object to send
public record ErrorAnswer(int status, Map<String, String> headers, Map<String, Object> body) {

  /// The longest text that goes into a header, in characters.
  public static final int MAX_HEADER_TEXT = 1000;

  public ErrorAnswer {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    body = Collections.unmodifiableMap(new LinkedHashMap<>(body));
  }

  /// An error as the Hub tells it: the message as JSON and in `X-Error-Message`, and a code where
  /// clients know one.
  static ErrorAnswer hub(int status, @Nullable String code, String message) {
    var headers = new LinkedHashMap<String, String>();
    if (code != null) {
      headers.put("X-Error-Code", code);
    }
    headers.put("X-Error-Message", headerText(message));
    return new ErrorAnswer(status, headers, Map.of("error", message));
  }

  ErrorAnswer withHeader(String name, String value) {
    var more = new LinkedHashMap<String, String>(headers);
    more.put(name, value);
    return new ErrorAnswer(status, more, body);
  }

  ErrorAnswer withBody(String name, Object value) {
    var more = new LinkedHashMap<String, Object>(body);
    more.put(name, value);
    return new ErrorAnswer(status, headers, more);
  }

  /// Makes a text fit for a header: one line, and percent-encoded (UTF-8) where it is not ASCII,
  /// since clients split or misread anything else.
  static String headerText(String text) {
    String cut = text.length() > MAX_HEADER_TEXT ? text.substring(0, MAX_HEADER_TEXT) : text;
    var safe = new StringBuilder();
    for (byte b : cut.replaceAll("\\s+", " ").strip().getBytes(StandardCharsets.UTF_8)) {
      if (b >= 0x20 && b < 0x7f) {
        safe.append((char) b);
      } else {
        safe.append('%').append(String.format("%02X", b & 0xff));
      }
    }
    return safe.toString();
  }
}

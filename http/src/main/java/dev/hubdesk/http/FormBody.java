package dev.hubdesk.http;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The text fields of a small form: `application/x-www-form-urlencoded` or `multipart/form-data`.
public record FormBody(Map<String, List<String>> fields) {

  private static final Pattern BOUNDARY = Pattern.compile("(?i)boundary=\"?([^\";,]{1,70})\"?");
  private static final Pattern NAME = Pattern.compile("(?i)[; ]name=\"([^\"\\r\\n]*)\"");

  /// Reads the form of a request.
  ///
  /// @param maxBytes the longest body
  /// @throws FailureException with `TooLarge`, or `Unprocessable` when it is no such form
  public static FormBody read(Context context, int maxBytes) throws IOException {
    byte[] body;
    try (InputStream in = LimitedBody.of(context, maxBytes)) {
      body = in.readAllBytes();
    }
    String type = context.contentType();
    return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/")
        ? multipart(body, type)
        : urlEncoded(new String(body, StandardCharsets.UTF_8));
  }

  /// The values of a field, in the order sent.
  public List<String> values(String name) {
    return fields.getOrDefault(name, List.of());
  }

  /// The last value of a field.
  public @Nullable String value(String name) {
    List<String> values = values(name);
    return values.isEmpty() ? null : values.getLast();
  }

  static FormBody urlEncoded(String text) {
    var fields = new LinkedHashMap<String, List<String>>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (!pair.isEmpty()) {
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        fields.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
      }
    }
    return new FormBody(fields);
  }

  /// Bytes become characters one to one, so that offsets hold whatever the parts contain.
  static FormBody multipart(byte[] body, String type) {
    Matcher boundary = BOUNDARY.matcher(type);
    if (!boundary.find()) {
      throw malformed();
    }
    String delimiter = "\r\n--" + boundary.group(1);
    String text = "\r\n" + new String(body, StandardCharsets.ISO_8859_1);
    var fields = new LinkedHashMap<String, List<String>>();
    int start = text.indexOf(delimiter);
    while (start >= 0) {
      int from = start + delimiter.length();
      if (text.startsWith("--", from)) {
        return new FormBody(fields);
      }
      int end = text.indexOf(delimiter, from);
      int head = text.indexOf("\r\n\r\n", from);
      if (end < 0 || head < 0 || head > end) {
        throw malformed();
      }
      Matcher name = NAME.matcher(text.substring(from, head));
      if (name.find()) {
        String value = head + 4 > end ? "" : text.substring(head + 4, end);
        fields.computeIfAbsent(utf8(name.group(1)), _ -> new ArrayList<>()).add(utf8(value));
      }
      start = end;
    }
    throw malformed();
  }

  private static String utf8(String latin1) {
    return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw malformed();
    }
  }

  private static FailureException malformed() {
    return new FailureException(new Failure.Unprocessable("Invalid request body: malformed form"));
  }
}

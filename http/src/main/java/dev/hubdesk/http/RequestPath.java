package dev.hubdesk.http;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import io.javalin.http.Context;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The path of a request as it was sent: split at `/` first, then each segment decoded by itself,
/// so that an encoded slash stays inside its segment (`refs%2Fpr%2F1` is one segment, and a file
/// `a%2Fb` of some clients is one too). Routes match the raw path; what they then need of revisions
/// and file paths comes from here, not from the router's parameters.
public record RequestPath(List<String> segments) {

  private static final String ATTRIBUTE = RequestPath.class.getName();

  public RequestPath {
    segments = List.copyOf(segments);
  }

  /// The path of a request.
  ///
  /// @throws FailureException with `BadRequest` when percent signs or UTF-8 are malformed
  public static RequestPath of(Context context) {
    if (context.req().getAttribute(ATTRIBUTE) instanceof RequestPath known) {
      return known;
    }
    RequestPath path = parse(context.req().getRequestURI());
    context.req().setAttribute(ATTRIBUTE, path);
    return path;
  }

  /// Reads a raw path that starts with `/`. One trailing slash is dropped; other empty segments
  /// stay.
  public static RequestPath parse(String raw) {
    int end = raw.endsWith("/") && raw.length() > 1 ? raw.length() - 1 : raw.length();
    String inner = raw.substring(raw.startsWith("/") ? 1 : 0, end);
    if (inner.isEmpty()) {
      return new RequestPath(List.of());
    }
    var segments = new ArrayList<String>();
    for (String segment : inner.split("/", -1)) {
      segments.add(decode(segment));
    }
    return new RequestPath(segments);
  }

  /// How many segments there are.
  public int size() {
    return segments.size();
  }

  /// One decoded segment.
  public String segment(int index) {
    return segments.get(index);
  }

  /// The decoded segments from `index` on; none when the path is shorter.
  public List<String> from(int index) {
    return segments.subList(Math.min(index, segments.size()), segments.size());
  }

  /// The decoded segments from `index` on, joined with `/`.
  public String rest(int index) {
    return String.join("/", from(index));
  }

  /// Decodes percent-encoded UTF-8 strictly; `+` stands for itself.
  public static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    ByteBuffer bytes = ByteBuffer.allocate(text.length() * 3);
    int at = 0;
    while (at < text.length()) {
      if (text.charAt(at) == '%') {
        bytes.put(octet(text, at));
        at += 3;
      } else {
        int next = text.indexOf('%', at);
        int until = next < 0 ? text.length() : next;
        bytes.put(text.substring(at, until).getBytes(StandardCharsets.UTF_8));
        at = until;
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException _) {
      throw malformed();
    }
  }

  private static byte octet(String text, int at) {
    if (at + 2 >= text.length()) {
      throw malformed();
    }
    int high = Character.digit(text.charAt(at + 1), 16);
    int low = Character.digit(text.charAt(at + 2), 16);
    if (high < 0 || low < 0 || text.charAt(at + 1) > 'f' || text.charAt(at + 2) > 'f') {
      throw malformed();
    }
    return (byte) (high << 4 | low);
  }

  private static FailureException malformed() {
    return new FailureException(
        new Failure.BadRequest("The URL holds a malformed percent-encoding"));
  }
}

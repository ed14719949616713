package dev.hubdesk.conformance.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A request as it goes over the wire, however wrong it is.
///
/// @param target the path and query
/// @param headers whole lines
/// @param cut whether the body ends before the announced length
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
record RawRequest(String method, String target, List<String> headers, byte[] body, boolean cut) {

  RawRequest {
    headers = List.copyOf(headers);
  }

  static RawRequest of(String method, String target, byte[] body) {
    return new RawRequest(method, target, List.of(), body, false);
  }

  RawRequest withMethod(String other) {
    return new RawRequest(other, target, headers, body, cut);
  }

  RawRequest withTarget(String other) {
    return new RawRequest(method, other, headers, body, cut);
  }

  /// Replaces a header of that name.
  RawRequest with(String name, String value) {
    List<String> more = new ArrayList<>(headers);
    more.removeIf(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1));
    more.add(name + ": " + value);
    return new RawRequest(method, target, more, body, cut);
  }

  RawRequest withBody(byte[] other) {
    return new RawRequest(method, target, headers, other, cut);
  }

  RawRequest cutOff() {
    return new RawRequest(method, target, headers, body, body.length > 0);
  }

  byte[] head() {
    List<String> lines = new ArrayList<>();
    lines.add(method + " " + target + " HTTP/1.1");
    if (headers.stream().noneMatch(line -> line.startsWith("Host:"))) {
      lines.add("Host: hub.test");
    }
    lines.addAll(headers);
    if (body.length > 0 || !method.equals("GET")) {
      lines.add("Content-Length: " + body.length);
    }
    return (String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
  }

  byte[] sentBody() {
    return cut ? Arrays.copyOf(body, body.length / 2) : body;
  }

  @Override
  public String toString() {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    String shown = text.length() > 600 ? text.substring(0, 600) + "…" : text;
    String where = target.length() > 600 ? target.substring(0, 600) + "…" : target;
    return method + " " + where + " " + headers + (cut ? " cut off" : "") + "\n" + shown;
  }
}

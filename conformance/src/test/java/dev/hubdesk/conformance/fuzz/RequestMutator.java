package dev.hubdesk.conformance.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hubdesk.http.Json;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Puts random faults into a request.
final class RequestMutator {

  /// Values that have hurt servers before.
  private static final List<String> NASTY =
      List.of(
          "",
          ".",
          "..",
          "%2e%2e",
          "%00",
          "%0a",
          "%0d%0aX-Evil:%20yes",
          "%2F",
          "a%2Fb",
          "%5C",
          "%ff",
          "%",
          "%zz",
          "%F0%9F%A6%84",
          "gr%C3%B6%C3%9Fe",
          "'",
          "%22",
          "%3Cscript%3E",
          "$%7Bjndi:x%7D",
          "-1",
          "0",
          "1",
          "99999999999999999999",
          "1e9",
          "true",
          "null",
          "[]",
          "%7B%7D",
          "HEAD",
          "main~1",
          "@%7B0%7D",
          "refs/pr/1",
          "refs%2Fheads%2Fmain",
          "a".repeat(40),
          "0".repeat(64),
          "x".repeat(300),
          "y".repeat(5000),
          ".git",
          "a--b",
          "m.git",
          "%20",
          "+",
          "a;b=c",
          "*",
          "~",
          "con",
          "%E2%80%AE",
          "A",
          "M",
          "ben",
          "models",
          "api",
          "a/../b",
          "//",
          "?",
          "#");

  private static final List<String> PARAMETERS =
      List.of(
          "recursive",
          "expand",
          "expand[]",
          "limit",
          "cursor",
          "fallback",
          "blobs",
          "search",
          "author",
          "filter",
          "sort",
          "direction",
          "p",
          "full",
          "type",
          "create_pr",
          "download",
          "noContentDisposition",
          "securityStatus",
          "gated",
          "include_prs",
          "days",
          "revision",
          "q",
          "datasets",
          "dataset",
          "offset",
          "repo",
          "locationId",
          "endpoint",
          "path",
          "url",
          "ram",
          "a%00b");

  private static final List<String> HEADERS =
      List.of(
          "Range: bytes=0-0",
          "Range: bytes=5-1",
          "Range: bytes=-1",
          "Range: bytes=0-0,2-2,4-4",
          "Range: bytes=99999999999999999999-",
          "Range: lines=1-2",
          "If-None-Match: *",
          "If-None-Match: \"x",
          "If-Match: \"x\"",
          "If-Range: \"x\"",
          "If-Modified-Since: yesterday",
          "Accept: text/html",
          "Accept: */*;q=x",
          "Accept-Encoding: gzip",
          "Content-Type: text/plain",
          "Content-Type: multipart/form-data; boundary=b",
          "Content-Type: multipart/form-data",
          "Content-Type: application/x-ndjson",
          "Content-Type: \u00fc",
          "Content-Encoding: gzip",
          "X-Request-Id: \u00fc\u00e9",
          "X-Request-Id: " + "r".repeat(400),
          "X-Forwarded-Host: evil",
          "X-Forwarded-Proto: gopher",
          "Host: ",
          "Host: a b",
          "Host: [::1",
          "Cookie: a=b; c",
          "Authorization: Bearer hf_wrong",
          "Authorization: Basic !!",
          "Authorization: Basic OjpI",
          "Authorization: Digest x",
          "Authorization: Bearer ",
          "Expect: 100-continue",
          "Origin: http://evil",
          "X-HTTP-Method-Override: DELETE",
          "Transfer-Encoding: identity");

  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "NONSENSE");

  private final Random random;

  RequestMutator(Random random) {
    this.random = random;
  }

  RawRequest mutate(RawRequest good) {
    RawRequest request = good;
    for (int faults = random.nextInt(4); faults >= 0; faults--) {
      request =
          switch (random.nextInt(11)) {
            case 0, 1, 2 -> request.withTarget(path(request.target()));
            case 3, 4 -> request.withTarget(query(request.target()));
            case 5 -> header(request);
            case 6 -> random.nextInt(4) == 0 ? request.withMethod(any(METHODS)) : header(request);
            case 7 ->
                random.nextInt(8) == 0 ? request.cutOff() : request.withBody(json(request.body()));
            case 8 -> request.withBody(json(request.body()));
            case 9 -> request.withBody(bytes(request.body()));
            default -> request.withBody(odd(request.body()));
          };
    }
    return request;
  }

  private String any(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }

  private String path(String target) {
    int question = target.indexOf('?');
    String query = question < 0 ? "" : target.substring(question);
    String path = question < 0 ? target : target.substring(0, question);
    List<String> segments = new ArrayList<>(Arrays.asList(path.split("/", -1)));
    int at = 1 + random.nextInt(Math.max(1, segments.size() - 1));
    switch (random.nextInt(4)) {
      case 0 -> segments.add(Math.min(at, segments.size()), any(NASTY));
      case 1 -> {
        if (segments.size() > 2) {
          segments.remove(Math.min(at, segments.size() - 1));
        }
      }
      default -> segments.set(Math.min(at, segments.size() - 1), any(NASTY));
    }
    String mutated = String.join("/", segments);
    return (mutated.startsWith("/") ? mutated : "/" + mutated) + query;
  }

  private String query(String target) {
    String separator = target.indexOf('?') < 0 ? "?" : "&";
    return target + separator + any(PARAMETERS) + "=" + any(NASTY);
  }

  private RawRequest header(RawRequest request) {
    String line = any(HEADERS);
    int colon = line.indexOf(':');
    return request.with(line.substring(0, colon), line.substring(colon + 2));
  }

  /// Replaces or removes one value of a JSON body, or of one line of it.
  private byte[] json(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    String[] lines = text.split("\n", -1);
    int line = random.nextInt(lines.length);
    try {
      JsonNode tree = Json.MAPPER.readTree(lines[line]);
      lines[line] = Json.MAPPER.writeValueAsString(changed(tree));
      return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException _) {
      return bytes(body);
    }
  }

  private JsonNode changed(JsonNode node) {
    if (node instanceof ObjectNode object && !object.isEmpty() && random.nextInt(5) > 0) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      String name = any(names);
      switch (random.nextInt(6)) {
        case 0 -> object.remove(name);
        case 1 -> object.set(decoded(any(NASTY)), object.get(name));
        default -> object.set(name, changed(object.get(name)));
      }
      return object;
    }
    if (node instanceof ArrayNode array && !array.isEmpty() && random.nextInt(5) > 0) {
      int index = random.nextInt(array.size());
      array.set(index, changed(array.get(index)));
      return array;
    }
    return value(node);
  }

  private JsonNode value(JsonNode node) {
    var make = Json.MAPPER.getNodeFactory();
    return switch (random.nextInt(11)) {
      case 9 -> make.textNode("\ud800x");
      case 10 -> make.numberNode(new BigInteger("9".repeat(400)));
      case 0 -> make.nullNode();
      case 1 -> make.numberNode(random.nextLong());
      case 2 -> make.booleanNode(random.nextBoolean());
      case 3 -> make.arrayNode().add(node).add(node);
      case 4 -> make.objectNode().set("x", node);
      case 5 -> make.numberNode(-0.5);
      case 6 -> make.textNode("z".repeat(random.nextInt(20_000)));
      default -> make.textNode(decoded(any(NASTY)));
    };
  }

  /// A body that no client of this server sends: in another encoding, twice the same key, too deep,
  /// too long.
  private byte[] odd(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    String inside = text.startsWith("{") ? text.substring(1) : "}";
    return switch (random.nextInt(9)) {
      case 0 -> text.getBytes(StandardCharsets.UTF_16LE);
      case 1 -> text.getBytes(Charset.forName("UTF-32BE"));
      case 2 -> ("\ufeff" + text).getBytes(StandardCharsets.UTF_8);
      case 3 -> utf8("{" + inside.replace("}", "") + "," + inside);
      case 4 -> utf8("{\"x\":" + "[".repeat(5_000) + "]".repeat(5_000) + "," + inside);
      case 5 -> utf8("{\"x\":" + "{\"y\":".repeat(5_000));
      case 6 -> utf8(text + "}{");
      case 7 -> utf8("{\"x\":-" + "1".repeat(5_000) + "e999999999," + inside);
      default ->
          random.nextInt(20) == 0
              ? utf8(text + " ".repeat(1 << 20))
              : text.getBytes(StandardCharsets.UTF_16);
    };
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String decoded(String nasty) {
    return nasty.replace("%00", "\0").replace("%2F", "/").replace("%5C", "\\").replace("%20", " ");
  }

  private byte[] bytes(byte[] body) {
    if (body.length == 0) {
      return any(NASTY).getBytes(StandardCharsets.UTF_8);
    }
    byte[] changed = body.clone();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
    }
    return random.nextInt(3) == 0
        ? Arrays.copyOf(changed, random.nextInt(changed.length + 1))
        : changed;
  }
}

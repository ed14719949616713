package dev.hubdesk.conformance.clients;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// HTTP through curl, which sends a path exactly as it is written.
public final class Http {

  private final URI server;
  private final String token;

  /// @param token empty for nobody
  public Http(URI server, String token) {
    this.server = server;
    this.token = token;
  }

  public Answer get(String path, String... more) throws IOException, InterruptedException {
    return send("GET", path, "", more);
  }

  public Answer post(String path, String body, String... more)
      throws IOException, InterruptedException {
    return send("POST", path, body, more);
  }

  /// Sends a request.
  ///
  /// @param more further arguments of curl
  public Answer send(String method, String path, String body, String... more)
      throws IOException, InterruptedException {
    Path headers = Files.createTempFile("hubdesk-story", ".headers");
    List<String> arguments = new ArrayList<>(List.of("--path-as-is", "--request", method));
    arguments.addAll(List.of("--dump-header", headers.toString(), "--max-time", "60"));
    if (!token.isEmpty()) {
      arguments.addAll(List.of("--header", "Authorization: Bearer " + token));
    }
    if (!body.isEmpty()) {
      arguments.addAll(List.of("--data-binary", body));
    }
    arguments.addAll(List.of(more));
    if (!body.isEmpty() && arguments.stream().noneMatch(a -> a.startsWith("Content-Type:"))) {
      arguments.addAll(List.of("--header", "Content-Type: application/json"));
    }
    arguments.add(path.startsWith("http") ? path : server + path);
    String text = Program.curl(arguments.toArray(String[]::new)).mustRun();
    List<String> lines = Files.readAllLines(headers, StandardCharsets.ISO_8859_1);
    Files.delete(headers);
    return new Answer(lines, text);
  }

  /// An answer.
  public record Answer(List<String> head, String body) {

    public int status() {
      // The last one: before it may stand a 100 Continue.
      return head.stream()
          .filter(line -> line.startsWith("HTTP/"))
          .map(line -> Integer.parseInt(line.split(" ", 3)[1]))
          .toList()
          .getLast();
    }

    public Optional<String> header(String name) {
      String start = name.toLowerCase(Locale.ROOT) + ":";
      return head.stream()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
          .map(line -> line.substring(start.length()).strip())
          .findFirst();
    }
  }
}

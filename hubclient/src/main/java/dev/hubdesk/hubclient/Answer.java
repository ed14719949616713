package dev.hubdesk.hubclient;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Optional;
import java.util.OptionalLong;

/// The head of an answer, and its body still flowing. Whoever holds it closes it.
record Answer(int status, URI address, HttpHeaders headers, InputStream body)
    implements AutoCloseable {

  Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  OptionalLong number(String name) {
    try {
      return headers.firstValueAsLong(name);
    } catch (NumberFormatException _) {
      return OptionalLong.empty();
    }
  }

  boolean isRedirect() {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}

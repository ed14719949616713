package dev.hubdesk.hubclient;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.NameValuePair;

/// The head of an answer, and its body still flowing. Whoever holds it closes it.
///
/// @param from the address that answered
/// @param fromInside whether that is on this machine or in a private network
record Answer(int status, FileAddress from, HttpResponse head, AnswerBody body, boolean fromInside)
    implements AutoCloseable {

  /// Bytes of a body nobody wants that are read so that its connection can be used again.
  private static final int DRAINED = 16 * 1024;

  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

  URI address() {
    return from.uri();
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(head.getFirstHeader(name)).map(NameValuePair::getValue);
  }

  List<String> all(String name) {
    return Stream.of(head.getHeaders(name)).map(NameValuePair::getValue).toList();
  }

  OptionalLong number(String name) {
    return header(name)
        .map(String::strip)
        .filter(text -> NUMBER.matcher(text).matches())
        .map(text -> OptionalLong.of(Long.parseLong(text)))
        .orElseGet(OptionalLong::empty);
  }

  boolean isRedirect() {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }

  /// Reads a short rest of the body, so that the connection lives on.
  void drain() throws IOException {
    InputStream rest = body;
    rest.readNBytes(DRAINED);
  }

  @Override
  public void close() {
    body.close();
  }
}

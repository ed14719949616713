package dev.hubdesk.conformance.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sends raw requests over one connection, and over a new one when the server has closed it.
final class RawConnection implements AutoCloseable {

  private static final int LINE_LIMIT = 1 << 16;

  private final URI server;
  private final Duration limit;
  private @Nullable Socket socket;
  private InputStream in = InputStream.nullInputStream();

  /// @param limit how long an answer may take
  RawConnection(String url, Duration limit) {
    this.server = URI.create(url);
    this.limit = limit;
  }

  /// An answer.
  record Answer(int status, Map<String, String> headers, String body) {

    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /// Sends a request and reads the answer.
  ///
  /// @return empty when the server closed the connection without one
  /// @throws java.net.SocketTimeoutException when the answer takes too long
  Optional<Answer> send(RawRequest request) throws IOException {
    boolean reused = socket != null;
    Optional<Answer> answer = sendOnce(request);
    return answer.isEmpty() && reused ? sendOnce(request) : answer;
  }

  private Optional<Answer> sendOnce(RawRequest request) throws IOException {
    Socket open = opened();
    try {
      open.getOutputStream().write(request.head());
      open.getOutputStream().write(request.sentBody());
      open.getOutputStream().flush();
      if (request.cut()) {
        open.shutdownOutput();
      }
    } catch (IOException _) {
      // Refused before all of it was sent: the answer says why.
    }
    try {
      Answer answer = read(request.method());
      if (request.cut() || answer.header("connection").equalsIgnoreCase("close")) {
        close();
      }
      return Optional.of(answer);
    } catch (EOFException | SocketException _) {
      close();
      return Optional.empty();
    }
  }

  private Socket opened() throws IOException {
    Socket open = socket;
    if (open == null) {
      open = new Socket(server.getHost(), server.getPort());
      open.setSoTimeout((int) limit.toMillis());
      open.setTcpNoDelay(true);
      in = new BufferedInputStream(open.getInputStream());
      socket = open;
    }
    return open;
  }

  private Answer read(String method) throws IOException {
    String first = line();
    int status = Integer.parseInt(first.split(" ", 3)[1]);
    Map<String, String> headers = new HashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    if (status == 100) {
      return read(method);
    }
    boolean empty = method.equals("HEAD") || status == 204 || status == 304;
    return new Answer(status, headers, empty ? "" : body(headers));
  }

  private String body(Map<String, String> headers) throws IOException {
    var bytes = new ByteArrayOutputStream();
    if (headers.containsKey("content-length")) {
      int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
      bytes.writeBytes(exactly(length));
    } else if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
      int size = Integer.parseInt(line().strip(), 16);
      while (size > 0) {
        bytes.writeBytes(exactly(size));
        line();
        size = Integer.parseInt(line().strip(), 16);
      }
      line();
    } else {
      in.transferTo(bytes);
      close();
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return bytes;
  }

  private String line() throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0 || bytes.size() > LINE_LIMIT) {
        throw new EOFException();
      }
      bytes.write(next);
    }
    String line = bytes.toString(StandardCharsets.ISO_8859_1);
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }
}

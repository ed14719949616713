package dev.hubdesk.desk.transfer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hubdesk.hubclient.HubEndpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A slow server of files that counts how many answers it is sending at one time.
final class CountedServer implements AutoCloseable {

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");
  private static final int PIECE = 128 * 1024;
  private static final int PAUSE_MILLIS = 5;

  private final HttpServer server;
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private int now;
  private int most;

  CountedServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  HubEndpoint endpoint() {
    return HubEndpoint.anonymous("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// Serves a file under the last part of its address.
  CountedServer with(String name, byte[] content) {
    files.put(name, content);
    return this;
  }

  /// `Range` and `If-Range` of each request, `-` for none.
  List<String> asked() {
    return asked;
  }

  /// The most answers at one time so far.
  synchronized int most() {
    return most;
  }

  private synchronized void begin() {
    now++;
    most = Math.max(most, now);
  }

  private synchronized void end() {
    now--;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      byte[] content = files.getOrDefault(path.substring(path.lastIndexOf('/') + 1), new byte[0]);
      String range = exchange.getRequestHeaders().getFirst("Range");
      String validator = exchange.getRequestHeaders().getFirst("If-Range");
      asked.add((range == null ? "-" : range) + " " + (validator == null ? "-" : validator));
      Matcher matcher = RANGE.matcher(range == null ? "" : range);
      boolean partial = matcher.matches();
      int start = partial ? Integer.parseInt(matcher.group(1)) : 0;
      int end = partial ? Integer.parseInt(matcher.group(2)) + 1 : content.length;
      exchange.getResponseHeaders().set("ETag", "\"first\"");
      if (partial) {
        exchange
            .getResponseHeaders()
            .set("Content-Range", "bytes " + start + "-" + (end - 1) + "/" + content.length);
      }
      begin();
      exchange.sendResponseHeaders(partial ? 206 : 200, end - start);
      send(exchange.getResponseBody(), content, start, end);
    }
  }

  /// Whoever has the last byte may ask anew at once, so the answer is over before that is sent.
  private void send(OutputStream out, byte[] content, int start, int end) throws IOException {
    try {
      for (int at = start; at < end - 1; at += PIECE) {
        out.write(content, at, Math.min(PIECE, end - 1 - at));
        out.flush();
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    } finally {
      end();
    }
    out.write(content[end - 1]);
    out.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

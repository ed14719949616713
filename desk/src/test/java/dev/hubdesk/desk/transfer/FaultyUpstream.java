package dev.hubdesk.desk.transfer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hubdesk.hubclient.HubEndpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server of files, by path, that does wrong what a test tells it to.
final class FaultyUpstream implements AutoCloseable {

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

  private final HttpServer server;
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final AtomicLong served = new AtomicLong();
  private final AtomicInteger count = new AtomicInteger();
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private volatile Chooser chooser = (n, start) -> new Fault.None();

  FaultyUpstream() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  HubEndpoint endpoint() {
    return HubEndpoint.of(base(), "hf_secret");
  }

  String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// Serves a file under the last part of its address, or under the whole path.
  FaultyUpstream with(String name, byte[] content) {
    files.put(name, content);
    return this;
  }

  /// Chooses what goes wrong with the n-th request, from 1.
  FaultyUpstream faults(Chooser faults) {
    chooser = faults;
    return this;
  }

  /// Bytes of bodies that were sent.
  long served() {
    return served.get();
  }

  int requests() {
    return count.get();
  }

  /// `Authorization` of each request, `-` where there was none.
  List<String> authorizations() {
    return seen;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String authorization = exchange.getRequestHeaders().getFirst("Authorization");
      seen.add(authorization == null ? "-" : authorization);
      String path = exchange.getRequestURI().getPath();
      String name = files.containsKey(path) ? path : path.substring(path.lastIndexOf('/') + 1);
      byte[] content = files.get(name);
      if (content == null) {
        exchange.getResponseHeaders().set("X-Error-Code", "EntryNotFound");
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      String range = exchange.getRequestHeaders().getFirst("Range");
      Matcher matcher = RANGE.matcher(range == null ? "" : range);
      boolean ranged = matcher.matches();
      long start = ranged ? Long.parseLong(matcher.group(1)) : 0;
      long end =
          ranged ? Math.min(Long.parseLong(matcher.group(2)) + 1, content.length) : content.length;
      Fault fault = chooser.choose(count.incrementAndGet(), start);
      answer(exchange, content, ranged, (int) start, (int) end, fault);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(
      HttpExchange exchange, byte[] content, boolean ranged, int start, int end, Fault fault)
      throws IOException, InterruptedException {
    switch (fault) {
      case Fault.Status(int status, Map<String, String> headers) -> {
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, -1);
      }
      case Fault.Redirect(var to) -> {
        exchange.getResponseHeaders().set("Location", to.toString());
        exchange.sendResponseHeaders(302, -1);
      }
      case Fault.LoginPage(boolean saysItsLength) -> {
        byte[] page = "<html>Welcome to the hotel</html>".getBytes(StandardCharsets.US_ASCII);
        exchange.getResponseHeaders().set("Content-Type", "text/html");
        exchange.sendResponseHeaders(200, saysItsLength ? page.length : 0);
        exchange.getResponseBody().write(page);
      }
      case Fault.IgnoreRange _ -> body(exchange, content, false, 0, content.length, fault);
      default -> body(exchange, content, ranged, start, end, fault);
    }
  }

  private void body(
      HttpExchange exchange, byte[] content, boolean ranged, int start, int end, Fault fault)
      throws IOException, InterruptedException {
    String tag = fault instanceof Fault.Tag(String other) ? other : "\"first\"";
    exchange.getResponseHeaders().set("ETag", tag);
    long shift = fault instanceof Fault.OtherRange(long by) ? by : 0;
    long total = fault instanceof Fault.WrongLength(long length) ? length : content.length;
    if (ranged) {
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes " + (start + shift) + "-" + (end - 1) + "/" + total);
    }
    long length =
        switch (fault) {
          case Fault.Endless _, Fault.EndEarly _ -> 0;
          case Fault.WrongLength(long other) when !ranged -> other;
          default -> end - start == 0 ? -1 : end - start;
        };
    exchange.sendResponseHeaders(ranged ? 206 : 200, length);
    if (length >= 0) {
      send(exchange.getResponseBody(), content, start, end, fault);
    }
  }

  private void send(OutputStream out, byte[] content, int start, int end, Fault fault)
      throws IOException, InterruptedException {
    int piece = fault instanceof Fault.Slow(int bytes, var _) ? bytes : 64 * 1024;
    int position = start;
    while (position < end) {
      int n = Math.min(piece, end - position);
      long sound = breaksAfter(fault) - (position - start);
      if (n > sound) {
        write(out, content, position, (int) sound, fault);
        out.flush();
        if (fault instanceof Fault.Stall(var _, var silence)) {
          Thread.sleep(silence);
        }
        if (fault instanceof Fault.EndEarly) {
          out.close();
          return;
        }
        throw new IOException("broken on purpose");
      }
      if (fault instanceof Fault.Slow(var _, var pause)) {
        Thread.sleep(pause);
      }
      write(out, content, position, n, fault);
      position += n;
    }
    while (fault instanceof Fault.Endless) {
      write(out, content, 0, Math.min(1024, content.length), fault);
    }
    out.close();
  }

  private static long breaksAfter(Fault fault) {
    return switch (fault) {
      case Fault.Truncate(long after) -> after;
      case Fault.Stall(long after, var _) -> after;
      case Fault.IgnoreRange(long after) -> after;
      case Fault.EndEarly(long after) -> after;
      default -> Long.MAX_VALUE;
    };
  }

  private void write(OutputStream out, byte[] content, int position, int length, Fault fault)
      throws IOException {
    byte[] bytes = new byte[length];
    System.arraycopy(content, position, bytes, 0, length);
    if (fault instanceof Fault.WrongBytes && length > 0) {
      bytes[0] ^= 1;
    }
    out.write(bytes);
    served.addAndGet(length);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  interface Chooser {
    Fault choose(int request, long start);
  }
}

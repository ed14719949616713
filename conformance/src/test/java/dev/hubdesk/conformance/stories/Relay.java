package dev.hubdesk.conformance.stories;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Stands between a client and a server, lets the server's bytes through at a steady pace, and
/// counts them.
final class Relay implements AutoCloseable {

  private static final int PIECE = 16 << 10;

  private final URI server;
  private final long bytesPerSecond;
  private final ServerSocket listener;
  private final AtomicLong sent = new AtomicLong();
  private long busyUntil = System.nanoTime();

  Relay(String server, long bytesPerSecond) throws IOException {
    this.server = URI.create(server);
    this.bytesPerSecond = bytesPerSecond;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  /// Bytes that went to clients, heads of answers included.
  long sent() {
    return sent.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Thread.ofVirtual().start(() -> join(client));
      }
    } catch (IOException _) {
      // Closed.
    }
  }

  /// Ends both directions when one of them ends, in whatever way.
  private void join(Socket client) {
    try (client;
        var up = new Socket(server.getHost(), server.getPort())) {
      Thread.ofVirtual().start(() -> ask(client, up));
      pour(up.getInputStream(), client.getOutputStream());
    } catch (IOException _) {
      // One of them hung up.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void ask(Socket client, Socket up) {
    try (client;
        up) {
      client.getInputStream().transferTo(up.getOutputStream());
    } catch (IOException _) {
      // One of them hung up.
    }
  }

  private void pour(InputStream in, OutputStream out) throws IOException, InterruptedException {
    var piece = new byte[PIECE];
    for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
      TimeUnit.NANOSECONDS.sleep(turn(n));
      out.write(piece, 0, n);
      sent.addAndGet(n);
    }
  }

  /// Takes the next turn on the line.
  ///
  /// @return nanoseconds until it comes
  private synchronized long turn(int bytes) {
    long now = System.nanoTime();
    long begins = Math.max(now, busyUntil);
    busyUntil = begins + TimeUnit.SECONDS.toNanos(bytes) / bytesPerSecond;
    return begins - now;
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}

package dev.hubdesk.http;

import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;

/// The sockets of one [ListenAddress], bound before the server is built, so that a busy port is
/// known at once and port 0 means one port for every address.
final class ListeningSockets implements Closeable {

  private static final int BACKLOG = 1024;
  private static final int ATTEMPTS_FOR_A_COMMON_PORT = 20;
  private static final byte[] LOOPBACK_4 = {127, 0, 0, 1};
  private static final byte[] LOOPBACK_6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

  private final List<ServerSocketChannel> channels;

  private ListeningSockets(List<ServerSocketChannel> channels) {
    this.channels = channels;
  }

  static ListeningSockets bind(ListenAddress address) throws IOException {
    List<InetAddress> hosts = hosts(address);
    boolean anyPort = address.port() == 0;
    for (int attempt = 1; ; attempt++) {
      try {
        return bindAll(hosts, address.port());
      } catch (BindException e) {
        if (!anyPort || attempt == ATTEMPTS_FOR_A_COMMON_PORT) {
          throw new PortInUseException(address, e);
        }
      }
    }
  }

  List<ServerSocketChannel> channels() {
    return channels;
  }

  int port() throws IOException {
    return portOf(channels.getFirst());
  }

  @Override
  public void close() throws IOException {
    for (ServerSocketChannel channel : channels) {
      channel.close();
    }
  }

  private static List<InetAddress> hosts(ListenAddress address) throws UnknownHostException {
    if (!address.isLocalhost()) {
      return List.of(InetAddress.getByName(address.host()));
    }
    return List.of(InetAddress.getByAddress(LOOPBACK_4), InetAddress.getByAddress(LOOPBACK_6));
  }

  private static ListeningSockets bindAll(List<InetAddress> hosts, int port) throws IOException {
    var bound = new ListeningSockets(new ArrayList<>());
    try {
      for (InetAddress host : hosts) {
        int wanted = bound.channels.isEmpty() ? port : bound.port();
        if (bound.channels.isEmpty() || isPresent(host)) {
          bound.channels.add(open(host, wanted));
        }
      }
      return bound;
    } catch (IOException e) {
      bound.close();
      throw e;
    }
  }

  /// A machine without IPv6 has no `::1`: binding any port there tells.
  private static boolean isPresent(InetAddress host) {
    try (ServerSocketChannel probe = open(host, 0)) {
      return probe.isOpen();
    } catch (IOException _) {
      return false;
    }
  }

  private static ServerSocketChannel open(InetAddress host, int port) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.bind(new InetSocketAddress(host, port), BACKLOG);
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static int portOf(ServerSocketChannel channel) throws IOException {
    return ((InetSocketAddress) channel.getLocalAddress()).getPort();
  }
}

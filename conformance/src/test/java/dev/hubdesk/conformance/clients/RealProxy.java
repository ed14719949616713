package dev.hubdesk.conformance.clients;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A proxy that others wrote, on a port of this machine: tinyproxy for HTTP, microsocks for SOCKS
/// 5.
public final class RealProxy implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Process process;
  private final String scheme;
  private final int port;

  private RealProxy(Process process, String scheme, int port) {
    this.process = process;
    this.scheme = scheme;
    this.port = port;
  }

  /// Starts one.
  ///
  /// @param scheme `http`, `socks5` or `socks5h`
  /// @param user that it asks for, empty for nobody
  public static RealProxy start(String scheme, String user, String password)
      throws IOException, InterruptedException {
    int port = freePort();
    List<String> command =
        scheme.equals("http")
            ? List.of("tinyproxy", "-d", "-c", rules(port, user, password).toString())
            : microsocks(port, user, password);
    var proxy = new RealProxy(new Program(command).start().process(), scheme, port);
    proxy.awaitOpen();
    return proxy;
  }

  private static Path rules(int port, String user, String password) throws IOException {
    String login = user.isEmpty() ? "" : "BasicAuth " + user + " " + password + "\n";
    return Files.writeString(
        Files.createTempFile("tinyproxy", ".conf"),
        "Listen 127.0.0.1\nPort " + port + "\nTimeout 60\nMaxClients 50\n" + login);
  }

  private static List<String> microsocks(int port, String user, String password) {
    var command = new ArrayList<String>(List.of("microsocks", "-i", "127.0.0.1"));
    command.addAll(List.of("-p", Integer.toString(port)));
    if (!user.isEmpty()) {
      command.addAll(List.of("-u", user, "-P", password));
    }
    return command;
  }

  private static int freePort() throws IOException {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private void awaitOpen() throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      try (var probe = new Socket()) {
        probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return;
      } catch (IOException e) {
        if (System.nanoTime() > end || !process.isAlive()) {
          process.destroyForcibly();
          throw new AssertionError("the proxy did not start", e);
        }
        Thread.sleep(50);
      }
    }
  }

  /// Its address, without a user.
  public String url() {
    return scheme + "://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().join();
  }
}

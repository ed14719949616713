package dev.hubdesk.conformance.desk;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/// Puts TLS in front of a server of this machine, with a certificate that nobody knows.
final class TlsFront implements AutoCloseable {

  private static final String PASSWORD = "changeit";

  private final SSLServerSocket listening;
  private final Path certificate;
  private final int behind;

  private TlsFront(SSLServerSocket listening, Path certificate, int behind) {
    this.listening = listening;
    this.certificate = certificate;
    this.behind = behind;
  }

  /// @param folder for the certificate
  static TlsFront of(String url, Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path keys = folder.resolve("keys.p12");
    Path certificate = folder.resolve("own-ca.pem");
    keytool(keys, "-genkeypair", "-keyalg", "EC", "-dname", "CN=hub", "-ext", "san=ip:127.0.0.1");
    keytool(keys, "-exportcert", "-rfc", "-file", certificate.toString());
    var listening =
        (SSLServerSocket)
            context(keys)
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    var front = new TlsFront(listening, certificate, URI.create(url).getPort());
    Thread.ofVirtual().start(front::accept);
    return front;
  }

  String url() {
    return "https://127.0.0.1:" + listening.getLocalPort();
  }

  /// The PEM file of the certificate to believe.
  Path certificate() {
    return certificate;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        Thread.ofVirtual().start(() -> relay(client));
      }
    } catch (IOException _) {
      // Closed.
    }
  }

  private void relay(Socket client) {
    try (client;
        var server = new Socket(InetAddress.getLoopbackAddress(), behind)) {
      Thread.ofVirtual().start(() -> copy(client, server));
      copy(server, client);
    } catch (IOException _) {
      // Both ends see it.
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException _) {
      // The other end sees it.
    }
  }

  private static SSLContext context(Path keys) throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD.toCharArray());
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, new SecureRandom());
    return context;
  }

  private static void keytool(Path keys, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        Stream.of(
                Stream.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()),
                Stream.of(arguments),
                Stream.of("-alias", "server", "-storetype", "PKCS12"),
                Stream.of("-storepass", PASSWORD, "-keystore", keys.toString()))
            .flatMap(part -> part)
            .toList();
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new AssertionError("keytool failed");
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}

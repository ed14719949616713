package dev.hubdesk.hubclient;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Which certificates are believed.
final class Trust {

  /// The largest bundle, in bytes: the usual ones have 200 KB.
  static final int MAX_BUNDLE = 16 * 1024 * 1024;

  private Trust() {}

  /// Those that this Java believes, and those of a PEM file beside them.
  ///
  /// @throws FailureException with Unavailable when the file cannot be used: certificates that
  ///   somebody named are not left out quietly
  static SSLContext with(Path bundle) {
    try {
      return context(managers(bundle));
    } catch (IOException | GeneralSecurityException e) {
      String why = String.valueOf(e.getMessage());
      throw new FailureException(
          new Failure.Unavailable("The file of certificates " + bundle + " is unusable: " + why));
    }
  }

  /// Those that this Java believes; read once.
  static SSLContext builtIn() {
    try {
      return SSLContext.getDefault();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Everything.
  static SSLContext all() {
    try {
      return context(new TrustManager[] {new Everything()});
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SSLContext context(TrustManager[] managers) throws GeneralSecurityException {
    var context = SSLContext.getInstance("TLS");
    context.init(null, managers, new SecureRandom());
    return context;
  }

  private static TrustManager[] managers(Path bundle) throws IOException, GeneralSecurityException {
    if (Files.size(bundle) > MAX_BUNDLE) {
      throw new IOException("it is larger than " + MAX_BUNDLE + " bytes");
    }
    var keys = KeyStore.getInstance(KeyStore.getDefaultType());
    keys.load(null, null);
    for (TrustManager manager : managers((KeyStore) null)) {
      if (manager instanceof X509TrustManager builtIn) {
        for (X509Certificate certificate : builtIn.getAcceptedIssuers()) {
          keys.setCertificateEntry("built-in-" + keys.size(), certificate);
        }
      }
    }
    int before = keys.size();
    try (InputStream in = Files.newInputStream(bundle)) {
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        keys.setCertificateEntry("own-" + keys.size(), one);
      }
    }
    if (keys.size() == before) {
      throw new CertificateException("it holds no certificate");
    }
    return managers(keys);
  }

  private static TrustManager[] managers(@Nullable KeyStore keys) throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(keys);
    return factory.getTrustManagers();
  }

  /// The extended kind: of a plain one Java itself checks the host's name besides.
  private static final class Everything extends X509ExtendedTrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}

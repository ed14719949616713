package dev.hubdesk.hubclient;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/// Sets up the HTTP client for one way to the world: directly, or through one proxy.
final class Connector {

  /// More than anybody asks for at one time: whoever transfers counts its own connections.
  private static final int MAX_CONNECTIONS = 1_000;

  private final TransportSettings settings;
  private final Network network;
  private final @Nullable ProxyServer proxy;
  private final Inside inside;
  private final boolean mayLeadInside;

  /// @param mayLeadInside whether names may have addresses inside; not asked where the proxy looks
  ///   them up
  Connector(
      TransportSettings settings,
      Network network,
      @Nullable ProxyServer proxy,
      Inside inside,
      boolean mayLeadInside) {
    this.settings = settings;
    this.network = network;
    this.proxy = proxy;
    this.inside = inside;
    this.mayLeadInside = mayLeadInside;
  }

  /// A client that follows no redirect, repeats nothing, keeps no cookie and unpacks nothing.
  CloseableHttpClient client() {
    HttpClientBuilder builder =
        HttpClientBuilder.create()
            .setConnectionManager(connections())
            .setRequestExecutor(new Executor(timeout(settings.stall())))
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setResponseTimeout(timeout(settings.answer()))
                    .setProtocolUpgradeEnabled(false)
                    .build())
            .setUserAgent(settings.userAgent())
            .evictIdleConnections(TimeValue.ofMilliseconds(settings.idle().toMillis()))
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableContentCompression();
    if (proxy != null && !proxy.kind().isSocks()) {
      through(builder, proxy);
    }
    return builder.build();
  }

  private static void through(HttpClientBuilder builder, ProxyServer proxy) {
    String scheme = proxy.kind() == ProxyServer.Kind.HTTPS ? "https" : "http";
    builder.setProxy(new HttpHost(scheme, NoProxy.bare(proxy.host()), proxy.port()));
    if (proxy.username() != null) {
      String password = proxy.password() == null ? "" : proxy.password();
      var known = new BasicCredentialsProvider();
      known.setCredentials(
          new AuthScope(NoProxy.bare(proxy.host()), proxy.port()),
          new UsernamePasswordCredentials(proxy.username(), password.toCharArray()));
      builder.setDefaultCredentialsProvider(known);
    }
  }

  private PoolingHttpClientConnectionManager connections() {
    var operator =
        new DefaultHttpClientConnectionOperator(
            _ -> socket(),
            DefaultSchemePortResolver.INSTANCE,
            names(),
            RegistryBuilder.<TlsSocketStrategy>create()
                .register(URIScheme.HTTPS.id, tls())
                .build());
    var connections =
        new PoolingHttpClientConnectionManager(
            operator,
            PoolConcurrencyPolicy.LAX,
            PoolReusePolicy.LIFO,
            TimeValue.NEG_ONE_MILLISECOND,
            null);
    connections.setDefaultMaxPerRoute(MAX_CONNECTIONS);
    connections.setMaxTotal(MAX_CONNECTIONS);
    connections.setDefaultConnectionConfig(
        ConnectionConfig.custom().setConnectTimeout(timeout(settings.connect())).build());
    return connections;
  }

  private Socket socket() {
    return proxy != null && proxy.kind().isSocks() ? new SocksSocket(proxy) : new Socket();
  }

  private DnsResolver names() {
    if (proxy == null || proxy.kind() == ProxyServer.Kind.SOCKS5) {
      return mayLeadInside ? inside.names() : inside.outside();
    }
    // Of an HTTP proxy only its own name is looked up here.
    return proxy.kind() == ProxyServer.Kind.SOCKS5H
        ? new Elsewhere()
        : SystemDefaultDnsResolver.INSTANCE;
  }

  private TlsSocketStrategy tls() {
    if (proxy != null && network.insecure()) {
      return new DefaultClientTlsStrategy(
          Trust.all(), HostnameVerificationPolicy.CLIENT, NoopHostnameVerifier.INSTANCE);
    }
    Path bundle = network.caBundle();
    if (bundle != null) {
      return new DefaultClientTlsStrategy(Trust.with(bundle));
    }
    // The built-in certificates take a third of a second to read: once, and not for http.
    return (socket, target, port, attachment, context) ->
        new DefaultClientTlsStrategy(Trust.builtIn())
            .upgrade(socket, target, port, attachment, context);
  }

  private static Timeout timeout(Duration duration) {
    return Timeout.ofMilliseconds(Math.min(duration.toMillis(), Integer.MAX_VALUE));
  }

  /// Names that somebody else resolves.
  private static final class Elsewhere implements DnsResolver {

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      throw new UnknownHostException(host + " is for the proxy to resolve");
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) {
      return List.of(InetSocketAddress.createUnresolved(host, port));
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }

  /// Once the head is there, another patience holds for the body.
  private static final class Executor extends HttpRequestExecutor {

    private final Timeout stall;

    Executor(Timeout stall) {
      this.stall = stall;
    }

    @Override
    public ClassicHttpResponse execute(
        ClassicHttpRequest request,
        HttpClientConnection connection,
        @Nullable HttpResponseInformationCallback information,
        HttpContext context)
        throws IOException, HttpException {
      ClassicHttpResponse answer = super.execute(request, connection, information, context);
      if (Method.CONNECT.isSame(request.getMethod()) && isRefusal(answer.getCode())) {
        // The client would pass it on as if the server itself had said so.
        throw new ConnectException("the proxy refuses: " + answer.getCode());
      }
      connection.setSocketTimeout(stall);
      return answer;
    }

    /// A first 407 only asks who we are.
    private static boolean isRefusal(int status) {
      return status >= 300 && status != HttpStatus.SC_PROXY_AUTHENTICATION_REQUIRED;
    }
  }
}

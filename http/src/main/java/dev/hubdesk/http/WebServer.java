package dev.hubdesk.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.HandlerType;
import io.javalin.json.JavalinJackson;
import io.javalin.router.Endpoint;
import io.javalin.router.InternalRouter;
import io.javalin.router.ParsedEndpoint;
import io.javalin.util.JavalinException;
import io.javalin.websocket.WsHandlerEntry;
import io.javalin.websocket.WsHandlerType;
import io.javalin.websocket.WsRouter;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.LowResourceMonitor;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running HTTP/1.1 server with WebSockets: Javalin on Jetty, one virtual thread for each
/// request, no compression (sizes and ranges are those of the bytes themselves), HEAD wherever
/// there is GET.
public final class WebServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
  private static final int PLATFORM_THREADS = 32;

  /// What one read from a socket takes at most: Jetty's own 8 KB cost an upload twice the system
  /// calls that it needs.
  private static final int INPUT_BUFFER_BYTES = 128 << 10;

  private static final int REQUEST_TIMEOUT = 408;

  private final Javalin javalin;
  private final ListenAddress address;
  private final List<String> routes;

  private WebServer(Javalin javalin, ListenAddress address, List<String> routes) {
    this.javalin = javalin;
    this.address = address;
    this.routes = routes;
  }

  /// Starts a server; when this returns it answers.
  ///
  /// @param routes adds the routes, in the order in which they are tried
  /// @throws PortInUseException when somebody else listens there
  public static WebServer start(
      WebSettings settings, ErrorAnswers errors, Consumer<RoutesConfig> routes) throws IOException {
    ListeningSockets sockets = ListeningSockets.bind(settings.listen());
    try {
      int port = sockets.port();
      Javalin javalin =
          Javalin.create(config -> configure(config, settings, errors, routes, sockets));
      List<String> sheet = sheet(javalin.unsafe.internalRouter, javalin.unsafe.wsRouter);
      addHeadRoutes(javalin.unsafe.internalRouter);
      javalin.start();
      return new WebServer(javalin, settings.listen().withPort(port), sheet);
    } catch (RuntimeException | IOException e) {
      sockets.close();
      throw e;
    }
  }

  /// Where it listens, with the port that was picked.
  public ListenAddress address() {
    return address;
  }

  /// The server's URL on this machine, without a trailing slash.
  public String url() {
    return "http://" + address;
  }

  /// All routes, `METHOD path`, in the order in which they are tried.
  public List<String> routes() {
    return routes;
  }

  /// Refuses new connections, lets requests in flight finish within the drain timeout, and stops.
  /// What is still under way then is cut.
  @Override
  public void close() {
    try {
      javalin.stop();
    } catch (JavalinException e) {
      LOG.warn("stopped before all requests had finished: {}", String.valueOf(e.getCause()));
    }
  }

  private static void configure(
      JavalinConfig config,
      WebSettings settings,
      ErrorAnswers errors,
      Consumer<RoutesConfig> routes,
      ListeningSockets sockets) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.http.prefer405over404 = true;
    config.jetty.timeoutStatus = REQUEST_TIMEOUT;
    config.jsonMapper(new JavalinJackson(Json.MAPPER, true));
    // Router parameters decode leniently; what is malformed is refused before any route sees it.
    config.routes.before(RequestPath::of);
    var failures = new Failures(errors);
    config.router.javaLangErrorHandler(failures::answerError);
    failures.addTo(config.routes);
    config.jetty.threadPool = threads();
    config.jetty.modifyServer(server -> prepare(server, settings, errors));
    config.jetty.modifyServletContextHandler(WebServer::prepare);
    config.jetty.modifyHttpConfiguration(http -> prepare(http, settings));
    config.jetty.modifyWebSocketServletFactory(
        factory -> factory.setIdleTimeout(settings.idleTimeout()));
    for (ServerSocketChannel channel : sockets.channels()) {
      config.jetty.addConnector((server, http) -> connector(server, http, settings, channel));
    }
    routes.accept(config.routes);
  }

  /// Platform threads accept and select; each request runs on a virtual one.
  private static QueuedThreadPool threads() {
    var pool = new QueuedThreadPool(PLATFORM_THREADS, 4);
    pool.setName("http");
    pool.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("request-"));
    return pool;
  }

  private static void prepare(Server server, WebSettings settings, ErrorAnswers errors) {
    // It would cut slow transfers when threads run low.
    server.removeBean(server.getBean(LowResourceMonitor.class));
    server.insertHandler(new GracefulHandler());
    server.setErrorHandler(new BareErrors(errors));
    server.setStopTimeout(settings.drainTimeout().toMillis());
  }

  private static void prepare(ServletContextHandler context) {
    context.addFilter(
        new FilterHolder(new RequestScope()), "/*", EnumSet.of(DispatcherType.REQUEST));
    context.getServletHandler().setDecodeAmbiguousURIs(true);
    context.setErrorHandler(null);
  }

  private static void prepare(HttpConfiguration http, WebSettings settings) {
    http.setRequestHeaderSize(settings.maxHeaderBytes());
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    // Encoded slashes, dots, backslashes and zero bytes are refused by our own rules, with our own
    // words.
    http.setUriCompliance(UriCompliance.UNSAFE);
  }

  private static Connector connector(
      Server server, HttpConfiguration http, WebSettings settings, ServerSocketChannel channel) {
    var protocol = new HttpConnectionFactory(http);
    protocol.setInputBufferSize(INPUT_BUFFER_BYTES);
    var connector = new ServerConnector(server, protocol);
    connector.setIdleTimeout(settings.idleTimeout().toMillis());
    try {
      connector.setPort(((InetSocketAddress) channel.getLocalAddress()).getPort());
      connector.open(channel);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return connector;
  }

  private static List<String> sheet(InternalRouter router, WsRouter sockets) {
    var sheet = new ArrayList<String>();
    for (ParsedEndpoint parsed : router.allHttpHandlers()) {
      if (parsed.endpoint.method.isHttpMethod()) {
        sheet.add(parsed.endpoint.method + " " + parsed.endpoint.path);
      }
    }
    for (WsHandlerEntry entry : sockets.getWsPathMatcher().allEntries()) {
      if (entry.getType() == WsHandlerType.WEBSOCKET) {
        sheet.add("WS " + entry.getPath());
      }
    }
    return List.copyOf(sheet);
  }

  /// Javalin would answer HEAD with an empty 200 without asking the GET handler.
  private static void addHeadRoutes(InternalRouter router) {
    var known = new HashSet<String>();
    for (ParsedEndpoint parsed : router.allHttpHandlers()) {
      if (parsed.endpoint.method.equals(HandlerType.HEAD)) {
        known.add(parsed.endpoint.path);
      }
    }
    for (ParsedEndpoint parsed : router.allHttpHandlers()) {
      Endpoint get = parsed.endpoint;
      if (get.method.equals(HandlerType.GET) && known.add(get.path)) {
        router.addHttpEndpoint(new Endpoint(HandlerType.HEAD, get.path, get.handler));
      }
    }
  }
}

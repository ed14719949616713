package dev.hubdesk.hubclient;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;

/// How requests travel: time limits, redirects, repeats, and where a token may go. One for the
/// whole process, or one for questions and one for transfers.
///
/// Redirects are followed here and not by the HTTP client, because the token belongs to the origin
/// of its endpoint and must not follow anywhere else, and because a server outside must not lead us
/// to this machine or into a private network.
public final class Transport implements AutoCloseable {

  /// The longest chain of redirects.
  public static final int MAX_HOPS = 10;

  private final TransportSettings settings;
  private final BandwidthLimit limit;
  private final Inside inside;
  private final ProxyClients clients;

  /// Without proxy and without limit.
  public Transport(TransportSettings settings) {
    this(settings, Network.DIRECT, new BandwidthLimit(0));
  }

  /// @param limit of the files that are fetched through it
  public Transport(TransportSettings settings, Network network, BandwidthLimit limit) {
    this(settings, network, limit, Inside.REAL);
  }

  Transport(TransportSettings settings, Network network, BandwidthLimit limit, Inside inside) {
    this.settings = settings;
    this.limit = limit;
    this.inside = inside;
    this.clients = new ProxyClients(settings, network, inside);
  }

  /// Takes another way from now on; what is under way ends on the old one.
  public void use(Network network) {
    clients.change(network);
  }

  /// HTTP clients that are open, former ones whose answers still flow included.
  int clients() {
    return clients.size();
  }

  BandwidthLimit limit() {
    return limit;
  }

  public TransportSettings settings() {
    return settings;
  }

  /// Sends once, following redirects.
  ///
  /// @throws RetryableException when the status asks for another attempt
  /// @throws FailureException when the answer is final and not a success
  Answer once(Ask ask, Asked asked) throws IOException, InterruptedException {
    Answer answer = follow(ask);
    if (answer.status() < 300 || answer.isRedirect()) {
      return answer;
    }
    try (answer) {
      throw new RemoteError(answer, ask.endpoint(), asked).exception();
    }
  }

  /// Sends, and repeats what is worth repeating.
  ///
  /// @throws FailureException when the answer is final and not a success, or no attempt is left
  <T> T send(Ask ask, Asked asked, Reader<T> reader) throws InterruptedException {
    return send(ask, asked, settings.retries(), reader);
  }

  /// The same with another patience.
  <T> T send(Ask ask, Asked asked, RetryPolicy policy, Reader<T> reader)
      throws InterruptedException {
    for (int failed = 1; ; failed++) {
      try (Answer answer = once(ask, asked)) {
        return reader.read(answer);
      } catch (RetryableException e) {
        Duration wait = e.asked().orElse(null);
        if (!policy.goesOn(failed, wait)) {
          throw new FailureException(e.failure());
        }
        Thread.sleep(policy.waitAfter(failed, wait));
      } catch (IOException e) {
        if (!policy.goesOn(failed, null)) {
          throw new FailureException(unreachable(ask.endpoint(), e));
        }
        Thread.sleep(policy.waitAfter(failed, null));
      }
    }
  }

  /// What to say when an endpoint cannot be reached.
  public static Failure unreachable(HubEndpoint endpoint, IOException cause) {
    if (cause instanceof SocketTimeoutException || cause instanceof StalledException) {
      return new Failure.Upstream(504, endpoint.base() + " did not answer in time");
    }
    String why = cause.getMessage() == null ? "the connection broke off" : cause.getMessage();
    return new Failure.Unavailable("Cannot reach " + endpoint.base() + ": " + why);
  }

  private Answer follow(Ask ask) throws IOException, InterruptedException {
    Ask current = ask;
    for (int hop = 0; hop <= MAX_HOPS; hop++) {
      Answer answer = exchange(current);
      if (!answer.isRedirect()) {
        return answer;
      }
      URI next = next(answer);
      boolean elsewhere = !HubEndpoint.origin(next).equals(HubEndpoint.origin(ask.address()));
      if (elsewhere && ask.hops() == Ask.Hops.SAME_ORIGIN) {
        return answer;
      }
      try (answer) {
        answer.drain();
      }
      current = ask.at(next, answer.fromInside() || clients.leadsInside());
    }
    throw new FailureException(new Failure.Upstream(508, "Too many redirects"));
  }

  private static URI next(Answer redirect) {
    try {
      return target(redirect);
    } catch (FailureException e) {
      redirect.close();
      throw e;
    }
  }

  /// The address that a redirect names.
  static URI target(Answer redirect) {
    try {
      URI next = redirect.address().resolve(redirect.header("Location").orElse(""));
      String scheme = next.getScheme().toLowerCase(Locale.ROOT);
      boolean downgrade = scheme.equals("http") && "https".equals(redirect.address().getScheme());
      if ((scheme.equals("http") || scheme.equals("https"))
          && next.getHost() != null
          && !downgrade) {
        return next;
      }
    } catch (IllegalArgumentException _) {
      // Falls through to the refusal.
    }
    throw new FailureException(
        new Failure.Upstream(redirect.status(), "The server redirects to an unusable address"));
  }

  private Answer exchange(Ask ask) throws IOException {
    if (!ask.mayLieInside() && inside.isNamedBy(ask.address())) {
      throw ledInside(ask);
    }
    ProxyClient client = clients.take(ask.address(), ask.mayLieInside());
    try {
      return exchange(ask, client);
    } catch (Inside.InsideException _) {
      clients.giveBack(client);
      throw ledInside(ask);
    } catch (IOException | RuntimeException e) {
      clients.giveBack(client);
      throw e;
    }
  }

  private Answer exchange(Ask ask, ProxyClient client) throws IOException {
    var request = new HttpUriRequestBase(ask.method(), ask.address());
    ask.headers().forEach(request::setHeader);
    if (ask.endpoint().isOriginOf(ask.address())) {
      ask.endpoint().authorization().ifPresent(value -> request.setHeader("Authorization", value));
    }
    HttpClientContext context = HttpClientContext.create();
    ClassicHttpResponse response = response(request, ask.address(), client, context);
    HttpEntity entity = response.getEntity();
    InputStream body = entity == null ? InputStream.nullInputStream() : entity.getContent();
    return new Answer(
        response.getCode(),
        new FileAddress(ask.address(), ask.mayLieInside()),
        response,
        new AnswerBody(body, settings.stall(), request::cancel, () -> clients.giveBack(client)),
        isInside(ask.address(), client, context));
  }

  private static ClassicHttpResponse response(
      HttpUriRequestBase request, URI address, ProxyClient client, HttpClientContext context)
      throws IOException {
    var host =
        new HttpHost(address.getScheme(), NoProxy.bare(address.getHost()), address.getPort());
    try {
      return Objects.requireNonNull(client.open(host, request, context));
    } catch (SocketTimeoutException e) {
      request.cancel();
      throw e;
    }
  }

  /// By the address that was really connected to; behind a proxy that looks names up nothing but
  /// the name is known.
  private boolean isInside(URI address, ProxyClient client, HttpClientContext context) {
    EndpointDetails connection = context.getEndpointDetails();
    if (client.looksUp()
        && connection != null
        && connection.getRemoteAddress() instanceof InetSocketAddress peer
        && peer.getAddress() != null) {
      return inside.holds(peer.getAddress());
    }
    return inside.isNamedBy(address);
  }

  private static FailureException ledInside(Ask ask) {
    return new FailureException(
        new Failure.Upstream(
            502,
            ask.endpoint().base()
                + " leads to "
                + ask.address().getHost()
                + ", which is on this machine or in a private network."
                + " Only the setting allowPrivateRedirects lets servers outside do so"));
  }

  /// Ends all connections; transfers that still run fail.
  @Override
  public void close() {
    clients.close();
  }

  /// Reads an answer; called again when the answer breaks off.
  interface Reader<T> {
    T read(Answer answer) throws IOException, InterruptedException;
  }
}

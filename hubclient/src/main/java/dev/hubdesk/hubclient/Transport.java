package dev.hubdesk.hubclient;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;

/// How requests travel: time limits, redirects, repeats, and where a token may go. One for the
/// whole process, or one for questions and one for transfers.
///
/// Redirects are followed here and not by the HTTP client, because the token belongs to the origin
/// of its endpoint and must not follow anywhere else.
public final class Transport implements AutoCloseable {

  /// The longest chain of redirects.
  public static final int MAX_HOPS = 10;

  private final TransportSettings settings;
  private final BandwidthLimit limit;
  private final ProxyClients clients;

  /// Without proxy and without limit.
  public Transport(TransportSettings settings) {
    this(settings, Network.DIRECT, new BandwidthLimit(0));
  }

  /// @param limit of the files that are fetched through it
  public Transport(TransportSettings settings, Network network, BandwidthLimit limit) {
    this.settings = settings;
    this.limit = limit;
    this.clients = new ProxyClients(settings, network);
  }

  /// Takes another way from now on; what is under way ends on the old one.
  public void use(Network network) {
    clients.change(network);
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
        if (failed > policy.retries()) {
          throw new FailureException(e.failure());
        }
        Thread.sleep(policy.waitAfter(failed, e.asked().orElse(null)));
      } catch (IOException e) {
        if (failed > policy.retries()) {
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
    String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return new Failure.Unavailable("Cannot reach " + endpoint.base() + ": " + why);
  }

  private Answer follow(Ask ask) throws IOException, InterruptedException {
    URI address = ask.address();
    for (int hop = 0; hop <= MAX_HOPS; hop++) {
      Answer answer = exchange(ask.at(address));
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
      address = next;
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
    var request = new HttpUriRequestBase(ask.method(), ask.address());
    ask.headers().forEach(request::setHeader);
    if (ask.endpoint().isOriginOf(ask.address())) {
      ask.endpoint().authorization().ifPresent(value -> request.setHeader("Authorization", value));
    }
    ClassicHttpResponse response = response(request, ask.address());
    HttpEntity entity = response.getEntity();
    InputStream body = entity == null ? InputStream.nullInputStream() : entity.getContent();
    return new Answer(
        response.getCode(),
        ask.address(),
        response,
        new AnswerBody(body, settings.stall(), request::cancel));
  }

  private ClassicHttpResponse response(HttpUriRequestBase request, URI address) throws IOException {
    var host =
        new HttpHost(address.getScheme(), NoProxy.bare(address.getHost()), address.getPort());
    try {
      return Objects.requireNonNull(clients.to(address).executeOpen(host, request, null));
    } catch (SocketTimeoutException e) {
      request.cancel();
      throw e;
    }
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

package dev.hubdesk.hubclient;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;

/// How requests travel: time limits, redirects, repeats, and where a token may go. One for the
/// whole process; proxies and certificates of one's own will be its matter too.
///
/// Redirects are followed here and not by the JDK's client, because the token belongs to the origin
/// of its endpoint and must not follow anywhere else.
public final class Transport implements AutoCloseable {

  /// The longest chain of redirects.
  public static final int MAX_HOPS = 10;

  private final TransportSettings settings;
  private final HttpClient http;
  private final StallWatch watch;

  public Transport(TransportSettings settings) {
    this.settings = settings;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.connect())
            .build();
    this.watch = new StallWatch(settings.stall());
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
    RetryPolicy policy = settings.retries();
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
      URI next = target(answer);
      boolean elsewhere = !HubEndpoint.origin(next).equals(HubEndpoint.origin(ask.address()));
      if (elsewhere && ask.hops() == Ask.Hops.SAME_ORIGIN) {
        return answer;
      }
      answer.close();
      address = next;
    }
    throw new FailureException(new Failure.Upstream(508, "Too many redirects"));
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

  private Answer exchange(Ask ask) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(ask.address())
            .timeout(settings.answer())
            .header("User-Agent", settings.userAgent())
            .method(ask.method(), HttpRequest.BodyPublishers.noBody());
    ask.headers().forEach(request::header);
    if (ask.endpoint().isOriginOf(ask.address())) {
      ask.endpoint().authorization().ifPresent(value -> request.header("Authorization", value));
    }
    HttpResponse<InputStream> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    return new Answer(
        response.statusCode(), ask.address(), response.headers(), watch.watch(response.body()));
  }

  /// Ends all connections; transfers that still run fail.
  @Override
  public void close() {
    watch.close();
    http.shutdownNow();
  }

  /// Reads an answer; called again when the answer breaks off.
  interface Reader<T> {
    T read(Answer answer) throws IOException, InterruptedException;
  }
}

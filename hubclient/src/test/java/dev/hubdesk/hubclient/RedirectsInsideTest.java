package dev.hubdesk.hubclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.hubclient.ScriptedHub.Reply;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.RepoType;
import dev.hubdesk.protocol.Revision;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// In this world 127.0.0.2 and 127.0.0.3 lie outside, and everything else as always.
@Timeout(30)
class RedirectsInsideTest {

  private static final InetAddress OUTSIDE = InetAddress.ofLiteral("127.0.0.2");
  private static final InetAddress ELSEWHERE = InetAddress.ofLiteral("127.0.0.3");
  private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
  private static final RepoPath PATH = new RepoPath("big");
  private static final TransportSettings BRIEF =
      TransportSettings.DEFAULT.withRetries(
          new RetryPolicy(0, Duration.ZERO, Duration.ZERO, Duration.ZERO));

  private final Names names = new Names();
  private final Inside world =
      new Inside(
          address -> !address.equals(OUTSIDE) && !address.equals(ELSEWHERE) && isInside(address),
          names);
  private ScriptedHub hub;
  private ScriptedHub outside;
  private ScriptedHub here;

  private static boolean isInside(InetAddress address) {
    return Inside.REAL.holds(address);
  }

  @BeforeEach
  void start() throws IOException {
    hub = new ScriptedHub(OUTSIDE);
    outside = new ScriptedHub(ELSEWHERE).answers((_, _) -> new Reply(200, Map.of(), "bytes"));
    here = new ScriptedHub().answers((_, _) -> new Reply(200, Map.of(), "secret"));
  }

  @AfterEach
  void stop() {
    hub.close();
    outside.close();
    here.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "localhost",
        "LOCALHOST.",
        "2130706433",
        "0x7f000001",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "inside.test",
        "x.localhost"
      })
  void aServerOutsideMustNotLeadInside(String host) {
    names.put("inside.test", HERE);
    redirectTo("http://" + host + ":" + here.address().getPort() + "/latest?key=k3y");
    assertThatThrownBy(() -> fetch(Network.DIRECT))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("private network")
        .hasMessageContaining("allowPrivateRedirects")
        .hasMessageNotContaining("k3y");
    assertThat(here.asked()).isEmpty();
  }

  /// Resolvers understand them, addresses of the web are not written so.
  @ParameterizedTest
  @ValueSource(strings = {"127.1", "0x7f.0.0.1"})
  void oddWaysToWriteAnAddressLeadNowhere(String host) {
    redirectTo("http://" + host + ":" + here.address().getPort() + "/latest");
    assertThatThrownBy(() -> fetch(Network.DIRECT)).hasMessageContaining("unusable address");
    assertThat(here.asked()).isEmpty();
  }

  @Test
  void aServerOutsideMayLeadToAnother() throws Exception {
    redirectTo(outside.base() + "/file");
    assertThat(fetch(Network.DIRECT)).isEqualTo("bytes");
  }

  @Test
  void nothingInsideIsReachedOverSeveralHopsEither() {
    redirectTo(outside.base() + "/hop");
    outside.answers((_, _) -> new Reply(302, Map.of("Location", here.base() + "/x"), ""));
    assertThatThrownBy(() -> fetch(Network.DIRECT)).hasMessageContaining("private network");
    assertThat(outside.asked()).hasSize(1);
    assertThat(here.asked()).isEmpty();
  }

  @Test
  void aServerInsideMayLeadInside() throws Exception {
    try (var own = new ScriptedHub()) {
      own.answers((_, _) -> new Reply(302, Map.of("Location", here.base() + "/minio"), ""));
      assertThat(fetch(Network.DIRECT, own.base())).isEqualTo("secret");
    }
  }

  @Test
  void theSettingLetsServersOutsideLeadInside() throws Exception {
    redirectTo(here.base() + "/minio");
    assertThat(fetch(Network.DIRECT.leadingInside(true))).isEqualTo("secret");
  }

  /// What was looked at is what is connected to: a name cannot change in between.
  @Test
  void aNameThatTurnsInsideLaterIsRefusedThen() throws Exception {
    names.put("rebound.test", ELSEWHERE, HERE);
    redirectTo("http://rebound.test:" + outside.address().getPort() + "/file");
    try (var transport = transport(Network.DIRECT)) {
      FileAddress found;
      try (RemoteFile file = open(transport, FileAddress.chosen(home()))) {
        found = file.source();
      }
      assertThat(found.uri()).hasHost("rebound.test");
      assertThatThrownBy(() -> open(transport, found).close())
          .hasMessageContaining("private network");
    }
  }

  @Test
  void ofSeveralAddressesOnlyThoseOutsideAreTried() throws Exception {
    names.putAll("both.test", HERE, ELSEWHERE);
    redirectTo("http://both.test:" + outside.address().getPort() + "/file");
    assertThat(fetch(Network.DIRECT)).isEqualTo("bytes");
  }

  /// It resolves names where we do not see it: only what says so by itself is known to be inside.
  @ParameterizedTest
  @ValueSource(strings = {"http", "socks5h"})
  void behindAProxyAddressesInDigitsAreRefused(String scheme) throws Exception {
    try (var proxy = new ProxyWorld(hub.address(), "")) {
      var through = Network.through(new Network.Proxy(proxy.url(scheme), null, null), "", false);
      redirectTo("http://169.254.169.254/latest/meta-data");
      assertThatThrownBy(() -> fetch(through, "http://hub.invalid"))
          .hasMessageContaining("169.254.169.254");
      assertThat(proxy.asked()).hasSize(1);
    }
  }

  /// A tunnel into a network of which the names are known here.
  @Test
  void whoAnswersFromInsideThroughAProxyMayLeadInsideWhereNamesAreLookedUpHere() throws Exception {
    names.put("hub.test", HERE);
    names.put("minio.test", HERE);
    hub.answers((n, _) ->
        n == 1
            ? new Reply(302, Map.of("Location", "/moved"), "")
            : n == 2
                ? new Reply(302, Map.of("Location", "http://minio.test/file"), "")
                : new Reply(200, Map.of(), "bytes"));
    try (var proxy = new ProxyWorld(hub.address(), "")) {
      var through = Network.through(new Network.Proxy(proxy.url("socks5"), null, null), "", false);
      assertThat(fetch(through, "http://hub.test")).isEqualTo("bytes");
    }
  }

  /// The proxy itself is inside, as proxies are.
  @ParameterizedTest
  @ValueSource(strings = {"socks5", "socks5h"})
  void whoAnswersFromOutsideThroughAProxyMayNot(String scheme) throws Exception {
    names.put("hub.test", OUTSIDE);
    redirectTo("http://10.0.0.1/");
    try (var proxy = new ProxyWorld(hub.address(), "")) {
      var through = Network.through(new Network.Proxy(proxy.url(scheme), null, null), "", false);
      assertThatThrownBy(() -> fetch(through, "http://hub.test"))
          .hasMessageContaining("private network");
      assertThat(proxy.asked()).hasSize(1);
    }
  }

  private void redirectTo(String address) {
    hub.answers((_, _) -> new Reply(302, Map.of("Location", address), ""));
  }

  private URI home() {
    return OpenFile.address(
        HubEndpoint.anonymous(hub.base()),
        new RepoId(RepoType.MODEL, "ana", "bert"),
        Revision.MAIN,
        PATH);
  }

  private Transport transport(Network network) {
    return new Transport(BRIEF, network, new BandwidthLimit(0), world);
  }

  private RemoteFile open(Transport transport, FileAddress address)
      throws IOException, InterruptedException {
    return new OpenFile(transport, HubEndpoint.anonymous(hub.base()))
        .call(address, Revision.MAIN, PATH, null, null);
  }

  private String fetch(Network network) throws InterruptedException {
    return fetch(network, hub.base());
  }

  private String fetch(Network network, String endpoint) throws InterruptedException {
    try (Transport transport = transport(network)) {
      byte[] head =
          new ReadHead(transport, HubEndpoint.anonymous(endpoint))
              .call(new RepoId(RepoType.MODEL, "ana", "bert"), Revision.MAIN, PATH, 100);
      return new String(head, StandardCharsets.UTF_8);
    }
  }

  /// Names that a test made up, each time with the next of their answers.
  private static final class Names implements DnsResolver {

    private final Map<String, Queue<InetAddress[]>> known = new ConcurrentHashMap<>();

    void put(String name, InetAddress... oneByOne) {
      var answers = new ConcurrentLinkedQueue<InetAddress[]>();
      for (InetAddress one : oneByOne) {
        answers.add(new InetAddress[] {one});
      }
      known.put(name, answers);
    }

    void putAll(String name, InetAddress... together) {
      var answers = new ConcurrentLinkedQueue<InetAddress[]>();
      answers.add(together);
      known.put(name, answers);
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      Queue<InetAddress[]> answers = known.get(host);
      if (answers == null) {
        return InetAddress.getAllByName(host);
      }
      InetAddress[] answer = answers.size() > 1 ? answers.remove() : answers.peek();
      if (answer == null) {
        throw new UnknownHostException(host);
      }
      return answer;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}

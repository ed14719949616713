package dev.hubdesk.hubclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.hubclient.ScriptedHub.Reply;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import dev.hubdesk.protocol.Revision;
import dev.hubdesk.protocol.TreeEntry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Listings of servers that are not quite like the Hub: whole, or not at all.
@Timeout(60)
class ListingTest {

  private static final RepoId REPO = new RepoId(RepoType.MODEL, "ana", "bert");
  private static final String OID = "0123456789abcdef0123456789abcdef01234567";
  private static final String TREE = "/api/models/ana/bert/tree/main";

  private ScriptedHub hub;
  private Transport transport;

  @BeforeEach
  void start() throws IOException {
    hub = new ScriptedHub();
    Duration brief = Duration.ofMillis(1);
    transport =
        new Transport(
            TransportSettings.DEFAULT.withRetries(
                new RetryPolicy(0, brief, brief, Duration.ofSeconds(2))));
  }

  @AfterEach
  void stop() {
    transport.close();
    hub.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          </api/next?p=2>; rel="next"                         | /api/next?p=2
          </api/next?p=2>;rel=next                            | /api/next?p=2
          </api/next?p=2> ; title="a, b>;c" ; REL = "prev Next" | /api/next?p=2
          </first>; rel="first", </api/next?p=2>; rel="next"  | /api/next?p=2
          </x,y>; rel=preload,,</api/next?p=2>; rel=next      | /api/next?p=2
          <?p=2>; rel="next"                                  | /api/models/ana/bert/tree/main?p=2
          <other?p=2>; rel="next"                             | /api/models/ana/bert/tree/other?p=2
          """)
  void understandsEveryFormOfALink(String link, String next) throws Exception {
    hub.answers((n, target) -> n == 1 ? linked(link) : Reply.json("[]"));
    files();
    assertThat(hub.asked()).last().isEqualTo("GET " + next);
  }

  @Test
  void understandsALinkWithoutScheme() throws Exception {
    String link = "<" + hub.base().substring("http:".length()) + "/api/next>; rel=next";
    hub.answers((n, target) -> n == 1 ? linked(link) : Reply.json("[]"));
    files();
    assertThat(hub.asked()).last().isEqualTo("GET /api/next");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<>; rel=\"next\"",
        "< >; rel=next",
        "</api/next; rel=next",
        "/api/next; rel=next",
        "</api/next>; rel=\"next",
        "</api/next> rel=next",
        "<http://[>; rel=next",
        "<//elsewhere.example/api>; rel=next",
        "<http://127.0.0.1:1/api>; rel=next",
        "<https:/api/401/not-found>; rel=next"
      })
  void failsAtALinkThatItCannotFollow(String link) {
    hub.answers((n, target) -> linked(link));
    assertUpstream();
    assertThat(hub.asked()).hasSize(1);
  }

  /// Behind a proxy, with `--base-url`, or as a mirror of another.
  @ParameterizedTest
  @ValueSource(strings = {"https://hub.example", "https://hub.example/below", "//hub.example:8443"})
  void aServerThatKnowsItselfByAnotherNameIsAskedWhereItWasFound(String name) throws Exception {
    hub.answers((n, target) ->
        n == 1
            ? linked("<" + name + target + "&cursor=2>; rel=\"next\"")
            : Reply.json("[" + file("last.txt") + "]"));
    assertThat(files()).contains("last.txt");
    assertThat(hub.asked()).hasSize(2);
    assertThat(hub.asked().getLast()).isEqualTo(hub.asked().getFirst() + "&cursor=2");
  }

  @Test
  void failsWhenPagesGoRoundInCircles() {
    hub.answers((n, target) -> linked("</api/" + n % 3 + ">; rel=next"));
    assertUpstream();
    assertThat(hub.asked()).hasSize(4);
  }

  @Test
  void goesIntoTheDirectoriesOfAServerThatDoesNot() throws Exception {
    hub.answers((n, target) -> {
      if (target.startsWith(TREE + "/a/b?")) {
        return Reply.json("[" + file("a/b/c.txt") + "]");
      }
      if (target.startsWith(TREE + "/a?")) {
        return Reply.json("[" + directory("a/b") + "," + file("a/x.txt") + "]");
      }
      return Reply.json("[" + file("r.txt") + "," + directory("a") + "]");
    });
    assertThat(files()).containsExactly("r.txt", "a/x.txt", "a/b/c.txt");
    assertThat(hub.asked()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 422})
  void leavesOutAParameterThatIsRefused(int status) throws Exception {
    hub.answers((n, target) -> {
      if (target.contains("recursive")) {
        return new Reply(status, Map.of(), "");
      }
      return target.equals(TREE + "/a")
          ? Reply.json("[" + file("a/x.txt") + "]")
          : Reply.json("[" + directory("a") + "]");
    });
    assertThat(files()).containsExactly("a/x.txt");
    assertThat(hub.asked()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[{}]", "[1]", "nonsense"})
  void failsWhenADirectoryIsMalformed(String body) {
    hub.answers((n, target) ->
        Reply.json(target.startsWith(TREE + "/a") ? body : "[" + directory("a") + "]"));
    assertThatThrownBy(this::files).isInstanceOf(FailureException.class);
  }

  @Test
  void failsWhenADirectoryListsWhatIsNotInIt() {
    hub.answers((n, target) ->
        Reply.json(
            target.startsWith(TREE + "/a")
                ? "[" + file("b/x.txt") + "]"
                : "[" + directory("a") + "]"));
    assertUpstream();
  }

  @Test
  void endsAListingThatNeverEnds() {
    hub.answers((n, target) -> linked("</api/" + n + ">; rel=next"));
    assertUpstream();
    assertThat(hub.asked()).hasSize(ListTree.MAX_REQUESTS);
  }

  @Test
  void asksFiveTimesAtMost() {
    hub.answers((n, target) -> new Reply(503, Map.of(), ""));
    assertUpstream();
    assertThat(hub.asked()).hasSize(5);
  }

  private void assertUpstream() {
    assertThatThrownBy(this::files)
        .isInstanceOfSatisfying(
            FailureException.class,
            e -> assertThat(e.failure()).isInstanceOf(Failure.Upstream.class));
  }

  private List<String> files() throws InterruptedException {
    return new ListTree(transport, hub.endpoint())
        .files(REPO, Revision.MAIN).stream()
            .map(TreeEntry.File::path)
            .map(Object::toString)
            .toList();
  }

  private static Reply linked(String link) {
    return Reply.json("[]").with("Link", link);
  }

  private static String file(String path) {
    return "{\"type\":\"file\",\"path\":\"" + path + "\",\"size\":3,\"oid\":\"" + OID + "\"}";
  }

  private static String directory(String path) {
    return "{\"type\":\"directory\",\"path\":\"" + path + "\",\"oid\":\"" + OID + "\"}";
  }
}

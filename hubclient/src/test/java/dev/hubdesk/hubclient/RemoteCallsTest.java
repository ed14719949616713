package dev.hubdesk.hubclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.hubclient.ScriptedHub.Reply;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.RepoType;
import dev.hubdesk.protocol.Revision;
import dev.hubdesk.protocol.TreeEntry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RemoteCallsTest {

  private static final RepoId REPO = new RepoId(RepoType.DATASET, "ana", "words");
  private static final String OID = "0123456789abcdef0123456789abcdef01234567";
  private static final String SHA = "89abcdef".repeat(8);

  private ScriptedHub hub;
  private Transport transport;

  @BeforeEach
  void start() throws IOException {
    hub = new ScriptedHub();
    Duration brief = Duration.ofMillis(1);
    transport =
        new Transport(
            TransportSettings.DEFAULT
                .withRetries(new RetryPolicy(2, brief, brief, Duration.ofSeconds(2)))
                .withStall(Duration.ofMillis(300)));
  }

  @AfterEach
  void stop() {
    transport.close();
    hub.close();
  }

  @Test
  void searchesAndFollowsToTheNextPage() throws Exception {
    hub.answers((n, target) ->
        n == 1
            ? Reply.json("[{\"id\":\"ana/words\",\"downloads\":7,\"gated\":\"auto\"}]")
                .with("Link", "<" + hub.base() + "/api/datasets?cursor=2>; rel=\"next\"")
            : Reply.json("[]"));
    var search = new SearchRepos(transport, hub.endpoint());
    SearchPage page =
        search.call(new SearchQuery(RepoType.DATASET, "two words", "likes", List.of(), null, 5));
    assertThat(page.repositories().getFirst())
        .returns("ana/words", RepoSummary::id)
        .returns(7L, RepoSummary::downloads)
        .returns(true, RepoSummary::gated);
    assertThat(search.call(RepoType.DATASET, page.following().orElseThrow()).following()).isEmpty();
    assertThat(hub.asked().getFirst())
        .isEqualTo(
            "GET /api/datasets?limit=5&expand=author&expand=createdAt&expand=downloads&expand=gated"
                + "&expand=lastModified&expand=likes&expand=private&expand=tags"
                + "&expand=trendingScore&search=two%20words&sort=likes");
    assertThat(hub.asked().getLast()).isEqualTo("GET /api/datasets?cursor=2");
  }

  @Test
  void searchesWithoutChoosingFieldsWhereThatIsRefused() throws Exception {
    hub.answers((n, _) ->
        n == 1
            ? new Reply(400, Map.of(), "{\"error\":\"no\"}")
            : Reply.json("[{\"id\":\"gpt2\"}]"));
    var query = new SearchQuery(RepoType.MODEL, "", null, List.of(), null, 5);
    SearchPage page = new SearchRepos(transport, hub.endpoint()).call(query);

    assertThat(page.repositories().getFirst().id()).isEqualTo("gpt2");
    assertThat(hub.asked().getLast()).isEqualTo("GET /api/models?limit=5");
  }

  @Test
  void searchesOnAtItsOwnEndpointWhateverTheLinkNames() throws Exception {
    hub.answers((_, _) ->
        Reply.json("[]")
            .with("Link", "<https://elsewhere.example/api/models?cursor=2>; rel=\"next\""));
    var search = new SearchRepos(transport, hub.endpoint());
    var query = new SearchQuery(RepoType.MODEL, "", null, List.of(), null, 5);
    search.call(RepoType.MODEL, search.call(query).following().orElseThrow());

    assertThat(hub.asked().getLast()).isEqualTo("GET /api/models?cursor=2");
  }

  @Test
  void refusesAPageOfResultsThatIsTooLong() {
    String filler = "x".repeat(SearchRepos.MAX_BYTES);
    hub.answers((_, _) -> Reply.json("[{\"id\":\"a/b\",\"author\":\"" + filler + "\"}]"));
    var query = new SearchQuery(RepoType.MODEL, "", null, List.of(), null, 5);

    assertThatThrownBy(() -> new SearchRepos(transport, hub.endpoint()).call(query))
        .hasMessageContaining("longer than " + SearchRepos.MAX_BYTES);
  }

  @Test
  void listsAllPagesOfATreeInBothForms() throws Exception {
    String plain =
        "{\"type\":\"file\",\"path\":\"sub/a b.txt\",\"size\":3,\"oid\":\"" + OID + "\"}";
    String lfs =
        "{\"type\":\"file\",\"path\":\"big\",\"size\":130,\"oid\":\""
            + OID
            + "\",\"lfs\":{\"oid\":\"sha256:"
            + SHA
            + "\",\"size\":9,\"pointerSize\":130}}";
    String folder = "{\"type\":\"directory\",\"path\":\"sub\",\"oid\":\"" + OID + "\"}";
    hub.answers((n, target) ->
        n == 1
            ? Reply.json("[" + plain + "," + folder + "]")
                .with("Link", "</api/next?cursor=1>; rel=\"next\"")
            : Reply.json("[" + lfs + "]"));
    List<TreeEntry.File> files =
        new ListTree(transport, hub.endpoint()).files(REPO, new Revision("refs/pr/1"));
    assertThat(files).extracting(TreeEntry.File::size).containsExactly(3L, 9L);
    assertThat(files.getLast().pointer().orElseThrow().oid().hex()).isEqualTo(SHA);
    assertThat(hub.asked())
        .containsExactly(
            "GET /api/datasets/ana/words/tree/refs%2Fpr%2F1?recursive=true&expand=false",
            "GET /api/next?cursor=1");
    assertThat(hub.tokens()).containsOnly("Bearer hf_secret");
  }

  @Test
  void asksForNoFurtherPageOnceThereAreMoreFilesThanAreWanted() throws Exception {
    String end = "\", \"size\": 1, \"oid\": \"0123456789abcdef0123456789abcdef01234567\"}]";
    hub.answers((n, _) ->
        Reply.json("[{\"type\": \"file\", \"path\": \"f" + n + end)
            .with("Link", "</api/next?cursor=" + n + ">; rel=\"next\""));
    assertThat(new ListTree(transport, hub.endpoint()).files(REPO, MAIN, 2)).hasSize(3);
    assertThat(hub.asked()).hasSize(3);
  }

  @Test
  void readsNoListingThatGoesOnForEver() throws Exception {
    String end = "\", \"oid\": \"0123456789abcdef0123456789abcdef01234567\"}]";
    hub.answers((n, _) ->
        Reply.json("[{\"type\": \"directory\", \"path\": \"d" + n + end)
            .with("Link", n == 3 ? "" : "</api/next?cursor=" + n + ">; rel=\"next\""));
    var exact = new ListTree(transport, hub.endpoint(), 3);
    exact.call(REPO, MAIN, RepoPath.ROOT, false, _ -> {});
    assertThat(hub.asked()).hasSize(3);
    assertThatThrownBy(() -> exact.call(REPO, MAIN, RepoPath.ROOT, false, _ -> {}))
        .hasMessageContaining("more than 3 entries");
    assertThat(hub.asked()).hasSize(7);
  }

  @Test
  void followsNoPageToAnotherServer() throws Exception {
    try (var thief = new ScriptedHub()) {
      String link = "<" + thief.base() + "/api/next>; rel=\"next\"";
      hub.answers((n, target) -> Reply.json("[]").with("Link", link));
      assertThat(failureOf(() -> new ListTree(transport, hub.endpoint()).files(REPO, MAIN)))
          .isInstanceOf(Failure.Upstream.class);
      assertThat(thief.asked()).isEmpty();
    }
  }

  @Test
  void givesTheConnectionBackOfARedirectThatCannotBeFollowed() {
    hub.answers((_, _) -> new Reply(302, Map.of("Location", "ftp://elsewhere.example/x"), "moved"));
    var info = new FetchRepoInfo(transport, hub.endpoint());
    for (int i = 0; i <= 1_000; i++) { // One more than there are connections.
      assertThat(failureOf(() -> info.call(REPO, MAIN))).isInstanceOf(Failure.Upstream.class);
    }
    assertThat(hub.asked()).hasSize(1_001);
  }

  @Test
  void believesNoPathThatLeavesTheRepository() {
    hub.answers((n, target) ->
        Reply.json("[{\"type\":\"file\",\"path\":\"../x\",\"size\":3,\"oid\":\"" + OID + "\"}]"));
    assertThat(failureOf(() -> new ListTree(transport, hub.endpoint()).files(REPO, MAIN)))
        .isInstanceOf(Failure.InvalidPath.class);
  }

  @Test
  void tellsWhichCommitARevisionStandsFor() throws Exception {
    hub.answers((n, target) -> Reply.json("{\"id\":\"ana/words\",\"sha\":\"" + OID + "\"}"));
    RepoInfo info = new FetchRepoInfo(transport, hub.endpoint()).call(REPO, MAIN);
    assertThat(info.commit()).isEqualTo(new Oid(OID));
    assertThat(hub.asked()).containsExactly("GET /api/datasets/ana/words/revision/main");
  }

  @Test
  void readsRefsAndTheAccount() throws Exception {
    String ref = "{\"name\":\"main\",\"ref\":\"refs/heads/main\",\"targetCommit\":\"" + OID + "\"}";
    hub.answers((n, target) ->
        target.endsWith("refs")
            ? Reply.json("{\"branches\":[" + ref + "],\"converts\":[],\"tags\":[]}")
            : Reply.json("{\"name\":\"ana\",\"auth\":{\"accessToken\":{\"role\":\"read\"}}}"));
    assertThat(new FetchRefs(transport, hub.endpoint()).call(REPO).branches())
        .containsExactly(new RemoteRef("main", "refs/heads/main", new Oid(OID)));
    assertThat(new WhoAmI(transport, hub.endpoint()).call())
        .isEqualTo(new RemoteAccount("ana", null, "read"));
  }

  @Test
  void saysWhatIsWrongInTheHubsOwnWords() {
    var cases =
        Map.of(
            "RepoNotFound", Failure.RepoNotFound.class,
            "RevisionNotFound", Failure.RevisionNotFound.class,
            "EntryNotFound", Failure.EntryNotFound.class,
            "GatedRepo", Failure.Forbidden.class);
    cases.forEach((code, failure) -> {
      hub.answers((n, target) -> new Reply(404, Map.of("X-Error-Code", code), ""));
      assertThat(failureOf(() -> new FetchRepoInfo(transport, hub.endpoint()).call(REPO, MAIN)))
          .isInstanceOf(failure);
    });
    hub.answers((n, target) -> new Reply(401, Map.of(), "{\"error\":\"Log in\"}"));
    assertThat(failureOf(() -> new WhoAmI(transport, hub.endpoint()).call()))
        .isEqualTo(new Failure.NotSignedIn("Log in"));
  }

  @Test
  void repeatsWhatIsWorthRepeatingAndNothingElse() throws Exception {
    hub.answers((n, target) ->
        n < 3 ? new Reply(n == 1 ? 503 : 429, Map.of(), "") : Reply.json("{\"name\":\"ana\"}"));
    assertThat(new WhoAmI(transport, hub.endpoint()).call().name()).isEqualTo("ana");
    assertThat(hub.asked()).hasSize(3);
    hub.answers((n, target) -> new Reply(503, Map.of(), ""));
    assertThat(failureOf(() -> new WhoAmI(transport, hub.endpoint()).call()))
        .isInstanceOf(Failure.Upstream.class);
    assertThat(hub.asked()).hasSize(6);
  }

  @Test
  void waitsUntilTheRateLimitIsOver() throws Exception {
    hub.answers((n, target) ->
        n == 1
            ? new Reply(429, Map.of("RateLimit", "\"api\";r=0;t=1"), "")
            : Reply.json("{\"name\":\"ana\"}"));
    long started = System.nanoTime();
    new WhoAmI(transport, hub.endpoint()).call();
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThan(Duration.ofSeconds(1));
  }

  @Test
  void tellsNothingToAServerThatAnEndpointRedirectsTo() throws Exception {
    try (var other = new ScriptedHub()) {
      hub.answers((n, target) -> new Reply(302, Map.of("Location", other.base() + "/x"), ""));
      assertThat(failureOf(() -> new WhoAmI(transport, hub.endpoint()).call()).message())
          .contains("set that address as the endpoint");
      assertThat(other.asked()).isEmpty();
    }
  }

  @Test
  void endsALoopOfRedirects() {
    hub.answers((n, target) -> new Reply(302, Map.of("Location", "/again"), ""));
    assertThat(failureOf(() -> new WhoAmI(transport, hub.endpoint()).call()))
        .isInstanceOf(Failure.Upstream.class);
    assertThat(hub.asked()).hasSize(Transport.MAX_HOPS + 1);
  }

  @Test
  void refusesAnAnswerThatIsTooLong() {
    String body = "[" + " ".repeat(Json.MAX_BYTES) + "]";
    hub.answers((n, target) -> Reply.json(body));
    assertThat(failureOf(() -> new ListTree(transport, hub.endpoint()).files(REPO, MAIN)).message())
        .contains("longer than");
  }

  @Test
  void saysThatAnEndpointCannotBeReached() {
    hub.close();
    assertThat(failureOf(() -> new WhoAmI(transport, hub.endpoint()).call()))
        .isInstanceOf(Failure.Unavailable.class);
  }

  @Test
  void asksForTheCommitAloneAndForAllWhereThatIsRefused() throws Exception {
    hub.answers((n, target) ->
        target.endsWith("?expand=sha")
            ? new Reply(400, Map.of(), "{\"error\":\"no expand\"}")
            : Reply.json("{\"id\":\"ana/words\",\"sha\":\"" + OID + "\"}"));
    assertThat(new FetchRepoInfo(transport, hub.endpoint()).commit(REPO, MAIN).hex())
        .isEqualTo(OID);
    assertThat(hub.asked())
        .containsExactly(
            "GET /api/datasets/ana/words/revision/main?expand=sha",
            "GET /api/datasets/ana/words/revision/main");

    hub.answers((n, target) -> Reply.json("{\"id\":\"ana/words\",\"sha\":\"" + OID + "\"}"));
    new FetchRepoInfo(transport, hub.endpoint()).commit(REPO, MAIN);
    assertThat(hub.asked()).hasSize(3);
  }

  @Test
  void saysThatAnEndpointDidNotAnswerInTime() throws IOException {
    Duration brief = Duration.ofMillis(200);
    var patience =
        new TransportSettings(
            brief, brief, brief, brief, new RetryPolicy(0, brief, brief, brief), "hubdesk/test");
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var hasty = new Transport(patience)) {
      HubEndpoint endpoint = HubEndpoint.anonymous("http://127.0.0.1:" + silent.getLocalPort());
      assertThat(failureOf(() -> new WhoAmI(hasty, endpoint).call()))
          .isInstanceOfSatisfying(
              Failure.Upstream.class, upstream -> assertThat(upstream.status()).isEqualTo(504));
    }
  }

  private static final Revision MAIN = Revision.MAIN;

  private static Failure failureOf(Call call) {
    try {
      call.run();
    } catch (FailureException e) {
      return e.failure();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    throw new AssertionError("no failure");
  }

  private interface Call {
    void run() throws InterruptedException;
  }
}

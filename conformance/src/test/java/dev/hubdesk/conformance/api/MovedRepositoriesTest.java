package dev.hubdesk.conformance.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.catalog.Membership;
import dev.hubdesk.conformance.api.HubClient.Answer;
import dev.hubdesk.testkit.hub.RunningHub;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MovedRepositoriesTest {

  private static final byte[] LARGE = "large content".getBytes(StandardCharsets.UTF_8);

  private static final String BODY =
      HubClient.json(
          "{'files':[],'operation':'download','objects':[],'target':{'type':'model','name':'a/b'},"
              + "'deletions':{'sha':['"
              + HubClient.sha256(LARGE)
              + "'],'rewriteHistory':true}}");

  @TempDir private static Path folder;
  private static RunningHub hub;
  private static HubClient ana;
  private static HubClient ben;
  private static HubClient anybody;

  @BeforeAll
  static void start() throws IOException {
    hub =
        RunningHub.on(folder)
            .user("ana")
            .user("ben")
            .organization("lab", "ana", Membership.Role.ADMIN)
            .start();
    ana = HubClient.of(hub, "ana");
    ben = HubClient.of(hub, "ben");
    anybody = HubClient.anonymous(hub);
    ana.create("before");
    ana.commit("ana/before", HubClient.file("a.txt", "text"));
    ana.uploadLarge("ana/before", LARGE);
    ana.commit("ana/before", HubClient.largeFile("l.bin", LARGE));
    assertThat(move(ana, "ana/before", "lab/after").status()).isEqualTo(200);
  }

  @AfterAll
  static void stop() throws IOException {
    hub.close();
  }

  private static Answer move(HubClient who, String from, String to) {
    String body = "{'fromRepo':'" + from + "','toRepo':'" + to + "','type':'model'}";
    return who.postJson("/api/repos/move", HubClient.json(body));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/models/ana/before",
    "GET, /api/models/ANA/Before?expand=sha&x=%2F",
    "GET, /api/models/ana/before/revision/main",
    "GET, /api/models/ana/before/tree/main?recursive=true",
    "GET, /models/ana/before/tree/main/",
    "POST, /models/ana/before/paths-info/main",
    "POST, /api/models/ana/before/paths-info/main",
    "POST, /api/models/ana/before/preupload/main",
    "POST, /api/models/ana/before/commit/main",
    "GET, /api/models/ana/before/commits/main?p=1",
    "GET, /api/models/ana/before/refs",
    "GET, /ana/before/resolve/main/a.txt?download=true",
    "HEAD, /ana/before/resolve/refs%2Fheads%2Fmain/a.txt",
    "GET, /ana/before/raw/main/a.txt",
    "POST, /ana/before.git/info/lfs/objects/batch",
    "GET, /ana/before",
    "GET, /models/ana/before",
    "GET, /ana/before/blob/main/a.txt",
    "GET, /ana/before/tree/main",
    "GET, /ana/before/commits/main"
  })
  void aFormerNameLeadsOnOnEveryDoorWithMethodAndQuery(String method, String path) {
    String body =
        path.contains("preupload") ? "{\"files\":[]}" : "{\"operation\":\"upload\",\"objects\":[]}";
    byte[] sent = method.equals("POST") ? body.getBytes(StandardCharsets.UTF_8) : null;
    Answer answer =
        path.contains("paths-info")
            ? ana.postForm(path, "paths=a.txt")
            : ana.send(method, path, sent);
    assertThat(answer.status()).as(answer.body()).isEqualTo(307);
    assertThat(answer.header("Location"))
        .isEqualTo(path.replaceFirst("(?i)ana/before", "lab/after"));
  }

  /// All routes that name a repository, each asked by a former name. Bodies are of a shape that
  /// some route takes; whoever reads one before asking whose repository it is needs the right one.
  @ParameterizedTest
  @MethodSource("doors")
  void everyRouteLeadsOn(String route) {
    String method = route.substring(0, route.indexOf(' '));
    String path =
        route
            .substring(route.indexOf(' ') + 1)
            .replace("{namespace}", "ana")
            .replace("{name}", "before")
            .replace("{repository}", "before.git")
            .replace("{oid}", HubClient.sha256(LARGE))
            .replace("merge/<rest>", "merge/main/into/side")
            .replace("<rest>", "main")
            .replaceAll("[{<][a-z]+[}>]", "main");
    boolean form = path.contains("paths-info");
    String text = form ? "paths=a" : BODY;
    byte[] body = method.equals("GET") ? null : text.getBytes(StandardCharsets.UTF_8);
    String type = form ? "application/x-www-form-urlencoded" : "application/json";
    Answer answer = ana.send(method, path, body, "Content-Type", type);
    assertThat(answer.status()).as("%s: %s", route, answer.body()).isEqualTo(307);
    assertThat(answer.header("Location")).isEqualTo(path.replace("ana/before", "lab/after"));
  }

  static Stream<String> doors() {
    return hub.routes().stream()
        .filter(route ->
            route.contains("{namespace}/{name}") || route.contains("{namespace}/{repository}"))
        .filter(route -> !route.contains("/datasets/") && !route.contains("/spaces/"))
        // A signed address: it is good under the old name.
        .filter(route -> !route.startsWith("PUT ") || !route.contains("/info/lfs/"));
  }

  @Test
  void whatTheNewNameLeadsToIsTheSameRepository() {
    Answer content = anybody.get("/lab/after/resolve/main/a.txt");
    assertThat(content.body()).isEqualTo("text");
    assertThat(anybody.get("/lab/after/resolve/main/l.bin").bytes()).isEqualTo(LARGE);
    assertThat(anybody.get("/api/models/lab/after").json().path("author").textValue())
        .isEqualTo("lab");
    assertThat(anybody.get("/api/models?author=lab").body()).contains("lab/after");
    assertThat(anybody.get("/api/models?author=ana").body()).doesNotContain("\"ana/before\"");
    String object = "/ana/before.git/info/lfs/objects/" + HubClient.sha256(LARGE);
    assertThat(anybody.get(object).status()).isEqualTo(307);
    assertThat(anybody.get(anybody.get(object).header("Location")).bytes()).isEqualTo(LARGE);
  }

  @Test
  void aMoveTellsNothingToWhoMayNotReadTheRepository() {
    ana.createPrivate("hidden");
    move(ana, "ana/hidden", "ana/hidden-now");
    for (String path :
        new String[] {
          "/api/models/ana/hidden", "/models/ana/hidden/tree/main", "/ana/hidden/raw/main/a"
        }) {
      assertThat(ana.get(path).status()).as(path).isEqualTo(307);
      for (HubClient who : new HubClient[] {ben, anybody}) {
        Answer moved = who.get(path);
        Answer nothing = who.get(path.replace("hidden", "nothing"));
        assertThat(moved.status()).as(path).isEqualTo(nothing.status());
        assertThat(moved.body()).isEqualTo(nothing.body());
        assertThat(moved.header("X-Error-Code")).isEqualTo("RepoNotFound");
        assertThat(moved.header("Location")).isEmpty();
      }
    }
    assertThat(anybody.get("/ana/hidden").status()).as("the page says nothing").isEqualTo(200);
  }

  @Test
  void aChainOfMovesLeadsToItsEndAndBack() {
    ana.create("one");
    move(ana, "ana/one", "ana/two");
    move(ana, "ana/two", "ana/three");
    assertThat(ana.get("/api/models/ana/one").header("Location"))
        .isEqualTo("/api/models/ana/three");
    assertThat(ana.get("/api/models/ana/two").header("Location"))
        .isEqualTo("/api/models/ana/three");
    assertThat(move(ana, "ana/three", "ana/one").status()).isEqualTo(200);
    assertThat(ana.get("/api/models/ana/one").json().path("id").textValue()).isEqualTo("ana/one");
    assertThat(ana.get("/api/models/ana/three").header("Location"))
        .isEqualTo("/api/models/ana/one");
  }

  @Test
  void aFreedNameCanBeUsedAgainAndLeadsNowhereElseThen() {
    ana.create("reused");
    move(ana, "ana/reused", "ana/elsewhere");
    assertThat(ana.create("reused").status()).isEqualTo(200);
    assertThat(ana.get("/api/models/ana/reused").json().path("id").textValue())
        .isEqualTo("ana/reused");
    ana.delete("/api/repos/delete", "{\"name\":\"reused\"}");
    assertThat(ana.get("/api/models/ana/reused").status()).isEqualTo(404);
  }

  @Test
  void onlyTheCaseOfANameMayChange() {
    ana.create("shout");
    assertThat(move(ana, "ana/shout", "ana/SHOUT").status()).isEqualTo(200);
    assertThat(ana.get("/api/models/ana/shout").json().path("id").textValue())
        .isEqualTo("ana/SHOUT");
  }

  @Test
  void aNameThatIsTakenIsRefusedInTheWordsThatClientsKnow() {
    ana.create("wanted");
    ana.create("wanting");
    Answer refused = move(ana, "ana/wanting", "ana/Wanted");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.header("X-Error-Message"))
        .isEqualTo("A model repository called ana/Wanted already exists");
    assertThat(refused.json().path("url").textValue()).startsWith(hub.url());
    assertThat(ana.get("/api/models/ana/wanting").status()).isEqualTo(200);
  }

  @Test
  void onlyThoseInChargeMoveAndOnlyToWhereTheyMayCreate() {
    ana.create("mine");
    assertThat(move(ben, "ana/mine", "ben/mine").status()).isEqualTo(403);
    assertThat(move(anybody, "ana/mine", "ben/mine").status()).isEqualTo(401);
    assertThat(move(ana, "ana/mine", "ben/mine").status()).isEqualTo(403);
    assertThat(move(ana, "ana/mine", "nobody/mine").status()).isEqualTo(403);
    assertThat(move(ana.as(RunningHub.readToken("ana")), "ana/mine", "ana/m2").status())
        .isEqualTo(403);
    assertThat(move(ana, "ana/absent", "ana/x").header("X-Error-Code")).isEqualTo("RepoNotFound");
    assertThat(move(ana, "ana/before", "ana/x").status()).as("a former name").isEqualTo(404);
    for (String bad : new String[] {"mine", "ana/..", "ana/a--b", "ana/x.git", "a/b/c"}) {
      assertThat(move(ana, "ana/mine", bad).status()).as(bad).isEqualTo(400);
    }
    HubClient admin = ana.as(RunningHub.writeToken(RunningHub.ADMIN));
    assertThat(move(admin, "ana/mine", "ben/mine").status()).isEqualTo(200);
    assertThat(ben.commit("ben/mine", HubClient.file("b", "b")).status()).isEqualTo(200);
    assertThat(ana.commit("ben/mine", HubClient.file("b", "c")).status()).isEqualTo(403);
  }

  @Test
  void anUploadThatWasPromisedBeforeAMoveGoesOn() {
    byte[] content = "promised".getBytes(StandardCharsets.UTF_8);
    ana.create("moving");
    String address = ana.batch("ana/moving", "upload", content).href("upload");
    move(ana, "ana/moving", "ana/moved");
    assertThat(anybody.put(address, content).status()).isEqualTo(200);
    assertThat(ana.commit("ana/moved", HubClient.largeFile("p.bin", content)).status())
        .isEqualTo(200);
    assertThat(anybody.put(address.replace("/moving", "/nothing"), content).status())
        .isEqualTo(403);
  }
}

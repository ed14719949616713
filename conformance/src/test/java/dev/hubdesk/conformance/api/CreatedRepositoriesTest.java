package dev.hubdesk.conformance.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.catalog.Accounts.AccountDeclarations;
import dev.hubdesk.catalog.Membership;
import dev.hubdesk.conformance.api.HubClient.Answer;
import dev.hubdesk.hub.HubLimits;
import dev.hubdesk.testkit.hub.RunningHub;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreatedRepositoriesTest {

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
  }

  @AfterAll
  static void stop() throws IOException {
    hub.close();
  }

  private static Answer create(HubClient who, String body) {
    return who.postJson("/api/repos/create", HubClient.json(body));
  }

  private static String given(String path, String content) {
    String encoded = Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));
    return "{'encoding':'base64','path':'" + path + "','content':'" + encoded + "'}";
  }

  private static List<String> titles(String repository) {
    return ana.get("/api/models/" + repository + "/commits/main").json().findValuesAsText("title");
  }

  @Test
  void aLicenceIsThereAtOnce() {
    assertThat(create(ana, "{'name':'free','license':'apache-2.0'}").status()).isEqualTo(200);
    assertThat(anybody.get("/ana/free/resolve/main/README.md").body())
        .isEqualTo("---\nlicense: apache-2.0\n---\n");
    assertThat(titles("ana/free")).containsExactly("initial commit");
  }

  @Test
  void filesAreThereAtOnceByteForByteAndReplaceTheDefaults() {
    String attributes = "*.x filter=lfs -text\r\n";
    String files =
        given(".gitattributes", attributes)
            + ","
            + given("README.md", "mine")
            + ","
            + given("a/b.txt", "deep");
    assertThat(create(ana, "{'name':'full','license':'mit','files':[" + files + "]}").status())
        .isEqualTo(200);
    assertThat(anybody.get("/ana/full/raw/main/.gitattributes").body()).isEqualTo(attributes);
    assertThat(anybody.get("/ana/full/raw/main/README.md").body()).isEqualTo("mine");
    assertThat(anybody.get("/ana/full/raw/main/a/b.txt").body()).isEqualTo("deep");
    assertThat(titles("ana/full")).containsExactly("initial commit");
  }

  @Test
  void whatOnlyAServerThatRunsSpacesKnowsIsNotLookedAt() {
    String body =
        "{'name':'app','type':'space','sdk':'static','hardware':'t4-small','storageTier':'small',"
            + "'sleepTimeSeconds':60,'secrets':[{'key':'a','value':'b'}],'region':'eu',"
            + "'variables':[],'resourceGroupId':null}";
    assertThat(create(ana, body).status()).isEqualTo(200);
    assertThat(ana.get("/api/spaces/ana/app").json().path("sdk").textValue()).isEqualTo("static");
    assertThat(create(ana, "{'name':'none','type':'space'}").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'license':'MIT License'",
        "'license':'no'",
        "'license':''",
        "'license':'a: b'",
        "'license':3",
        "'files':{}",
        "'files':[1]",
        "'files':[{'path':'a'}]",
        "'files':[{'path':'a','content':'***','encoding':'base64'}]",
        "'files':[{'path':'a','content':'YQ==','encoding':'hex'}]",
        "'files':[{'content':'YQ==','encoding':'base64'}]"
      })
  void whatCannotBeCreatedLeavesNothing(String wrong) {
    Answer refused = create(ana, "{'name':'broken'," + wrong + "}");
    assertThat(refused.status()).as(refused.body()).isEqualTo(400);
    assertThat(ana.get("/api/models/ana/broken").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../x", "/x", ".git/config", "a//b", "a\\u0000b"})
  void aPathThatCannotStandInARepositoryIsRefused(String path) {
    Answer refused = create(ana, "{'name':'broken','files':[" + given(path, "x") + "]}");
    assertThat(refused.status()).as(refused.body()).isEqualTo(422);
    assertThat(ana.get("/api/models/ana/broken").status()).isEqualTo(404);
  }

  @Test
  void thereAreOnlySoManyFilesAndOnlySoLarge() {
    String most =
        IntStream.range(0, HubLimits.MAX_FIRST_FILES)
            .mapToObj(i -> given("f" + i, "x"))
            .collect(Collectors.joining(","));
    assertThat(create(ana, "{'name':'many','files':[" + most + "]}").status()).isEqualTo(200);
    Answer over = create(ana, "{'name':'over','files':[" + most + "," + given("g", "x") + "]}");
    assertThat(over.status()).isEqualTo(413);
    String large = given("l.txt", "x".repeat(10_000_001));
    assertThat(create(ana, "{'name':'over','files':[" + large + "]}").status()).isEqualTo(422);
    String fits = given("l.txt", "x".repeat(10_000_000));
    assertThat(create(ana, "{'name':'fits','files':[" + fits + "]}").status()).isEqualTo(200);
  }

  @Test
  void aPointerAmongTheFirstFilesGrantsNothing() {
    byte[] secret = "secret".getBytes(StandardCharsets.UTF_8);
    ana.createPrivate("vault");
    ana.uploadLarge("ana/vault", secret);
    ana.commit("ana/vault", HubClient.largeFile("s.bin", secret));
    String pointer =
        "version https://git-lfs.github.com/spec/v1\noid sha256:"
            + HubClient.sha256(secret)
            + "\nsize 6\n";
    String body = "{'name':'grab','files':[" + given("s.bin", pointer) + "]}";
    assertThat(create(ben, body).status()).isEqualTo(422);
    assertThat(ben.get("/api/models/ben/grab").status()).isEqualTo(404);
    assertThat(create(ana, body).status()).isEqualTo(200);
    assertThat(ana.get("/ana/grab/resolve/main/s.bin").bytes()).isEqualTo(secret);
  }

  @Test
  void whoDoesNotSayGetsWhatTheNamespaceHasChosen() {
    var closed = new AccountDeclarations.Organization("lab", null, true, List.of());
    hub.catalog().accounts().apply(new AccountDeclarations(List.of(), List.of(closed)));
    create(ana, "{'name':'unsaid','organization':'lab'}");
    create(ana, "{'name':'said','organization':'lab','visibility':'public'}");
    assertThat(anybody.get("/api/models/lab/unsaid").status()).isEqualTo(401);
    assertThat(anybody.get("/api/models/lab/said").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "fresh-name,,,true,freshname,",
    "Ana,,,false,ana,ana",
    "a_n-a,,,true,ana,ana",
    "Settings,,,false,settings,",
    "ad_min,,,false,admin,",
    "a--b,,,false,ab,",
    "checked,ana,model,false,checked,ana/checked",
    "CHECKED,ana,,false,checked,ana/checked",
    "che_cked,ana,,true,checked,ana/checked",
    "checked,ana,dataset,true,checked,",
    "checked,lab,,true,checked,",
    "checked,ben,,false,checked,",
    "checked,nobody,,false,checked,",
    "x.git,ana,,false,x.git,"
  })
  void aNameCanBeCheckedBeforeItIsAskedFor(
      String name,
      String namespace,
      String type,
      boolean available,
      String normalized,
      String conflict) {
    ana.create("checked");
    String where = namespace == null ? "" : ",'namespace':'" + namespace + "'";
    String what = type == null ? "" : ",'type':'" + type + "'";
    JsonNode checked =
        ana.postJson(
                "/api/validate/check-name",
                HubClient.json("{'name':'" + name + "'" + where + what + "}"))
            .json();
    assertThat(checked.path("available").booleanValue()).as("%s", checked).isEqualTo(available);
    assertThat(checked.path("normalized_name").textValue()).isEqualTo(normalized);
    assertThat(checked.path("conflict_with").textValue()).isEqualTo(conflict);
    assertThat(checked.path("message").textValue()).isNotEmpty();
  }

  @Test
  void checkingANameTellsOfReservedOnesAndNothingToStrangers() {
    String reserved = "{\"name\":\"api\"}";
    assertThat(ana.postJson("/api/validate/check-name", reserved).body()).contains("reserved");
    assertThat(anybody.postJson("/api/validate/check-name", reserved).status()).isEqualTo(401);
    ana.createPrivate("unseen");
    String unseen = "{\"name\":\"unseen\",\"namespace\":\"ana\"}";
    assertThat(ben.postJson("/api/validate/check-name", unseen).body()).doesNotContain("exists");
  }
}

package dev.hubdesk.conformance.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.conformance.api.HubClient.Answer;
import dev.hubdesk.hub.HubLimits;
import dev.hubdesk.testkit.hub.RunningHub;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepositorySettingsTest {

  @TempDir private static Path folder;
  private static RunningHub hub;
  private static HubClient ana;
  private static HubClient ben;
  private static HubClient anybody;
  private static HubClient admin;

  @BeforeAll
  static void start() throws IOException {
    hub = RunningHub.on(folder).user("ana").user("ben").start();
    ana = HubClient.of(hub, "ana");
    ben = HubClient.of(hub, "ben");
    anybody = HubClient.anonymous(hub);
    admin = HubClient.of(hub, RunningHub.ADMIN);
  }

  @AfterAll
  static void stop() throws IOException {
    hub.close();
  }

  private static Answer set(HubClient who, String name, String settings) {
    return who.put(
        "/api/models/ana/" + name + "/settings",
        HubClient.json(settings).getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode info(String name) {
    return ana.get("/api/models/ana/" + name).json();
  }

  @Test
  void visibilityIsSeenAtOnce() {
    ana.create("seen");
    assertThat(set(ana, "seen", "{'visibility':'private'}").status()).isEqualTo(200);
    assertThat(info("seen").path("private").booleanValue()).isTrue();
    assertThat(ben.get("/api/models/ana/seen").status()).isEqualTo(404);
    assertThat(set(ana, "seen", "{'private':false}").status()).isEqualTo(200);
    assertThat(ben.get("/api/models/ana/seen").status()).isEqualTo(200);
    assertThat(set(ana, "seen", "{}").status()).isEqualTo(200);
    assertThat(info("seen").path("private").booleanValue()).isFalse();
  }

  @Test
  void whatIsGatedTellsWhatItIsAndKeepsItsContent() {
    byte[] large = "large".getBytes(StandardCharsets.UTF_8);
    ana.create("gated");
    ana.commit("ana/gated", HubClient.file("a.txt", "text"));
    ana.uploadLarge("ana/gated", large);
    ana.commit("ana/gated", HubClient.largeFile("l.bin", large));
    assertThat(set(ana, "gated", "{'gated':'auto'}").status()).isEqualTo(200);
    assertThat(info("gated").path("gated").textValue()).isEqualTo("auto");
    for (String open :
        new String[] {
          "/api/models/ana/gated",
          "/api/models/ana/gated/tree/main",
          "/models/ana/gated/tree/main",
          "/api/models/ana/gated/commits/main",
          "/api/models/ana/gated/refs"
        }) {
      assertThat(anybody.get(open).status()).as(open).isEqualTo(200);
    }
    for (String shut :
        new String[] {
          "/ana/gated/resolve/main/a.txt",
          "/ana/gated/resolve/main/l.bin",
          "/ana/gated/raw/main/a.txt",
          "/api/models/ana/gated/auth-check"
        }) {
      assertThat(ben.get(shut).status()).as(shut).isEqualTo(403);
      assertThat(ben.get(shut).header("X-Error-Code")).isEqualTo("GatedRepo");
      assertThat(anybody.get(shut).status()).as(shut).isEqualTo(401);
      assertThat(anybody.get(shut).header("X-Error-Code")).isEqualTo("GatedRepo");
      assertThat(ana.get(shut).status()).as(shut).isEqualTo(200);
      assertThat(admin.get(shut).status()).as(shut).isEqualTo(200);
    }
    assertThat(ben.batch("ana/gated", "download", large).status()).isEqualTo(403);
    assertThat(anybody.batch("ana/gated", "download", large).status()).isEqualTo(401);
    assertThat(ana.batch("ana/gated", "download", large).status()).isEqualTo(200);
    ben.create("thief");
    assertThat(ben.commit("ben/thief", HubClient.largeFile("l.bin", large)).status())
        .as("a hash that is listed grants nothing")
        .isEqualTo(422);
    assertThat(set(ana, "gated", "{'gated':false}").status()).isEqualTo(200);
    assertThat(info("gated").path("gated").booleanValue()).isFalse();
    assertThat(anybody.get("/ana/gated/resolve/main/a.txt").status()).isEqualTo(200);
  }

  @Test
  void whatIsDisabledIsDescribedAndNothingElse() {
    ana.create("off");
    assertThat(set(ana, "off", "{'disabled':true}").status()).isEqualTo(403);
    assertThat(set(admin, "off", "{'disabled':true}").status()).isEqualTo(200);
    assertThat(info("off").path("disabled").booleanValue()).isTrue();
    for (String path :
        new String[] {
          "/api/models/ana/off/tree/main",
          "/models/ana/off/tree/main",
          "/api/models/ana/off/commits/main",
          "/api/models/ana/off/refs",
          "/api/models/ana/off/auth-check",
          "/ana/off/resolve/main/.gitattributes",
          "/ana/off/raw/main/.gitattributes"
        }) {
      for (HubClient who : new HubClient[] {ana, ben, anybody, admin}) {
        Answer answer = who.get(path);
        assertThat(answer.status()).as(path).isEqualTo(403);
        assertThat(answer.header("X-Error-Message"))
            .isEqualTo("Access to this resource is disabled.");
        assertThat(answer.header("X-Error-Code")).isEmpty();
      }
    }
    assertThat(ana.commit("ana/off", HubClient.file("a", "a")).status()).isEqualTo(403);
    assertThat(ana.batch("ana/off", "upload", new byte[1]).status()).isEqualTo(403);
    assertThat(set(ana, "off", "{'private':true}").status()).isEqualTo(403);
    assertThat(ana.delete("/api/repos/delete", "{\"name\":\"off\"}").status()).isEqualTo(403);
    assertThat(set(admin, "off", "{'disabled':false}").status()).isEqualTo(200);
    assertThat(ana.get("/api/models/ana/off/tree/main").status()).isEqualTo(200);
  }

  private static String uploadMode(String name, String file, long size) {
    String body = "{'files':[{'path':'" + file + "','size':" + size + ",'sample':'YWJj'}]}";
    return ana.postJson("/api/models/ana/" + name + "/preupload/main", HubClient.json(body))
        .json()
        .at("/files/0/uploadMode")
        .textValue();
  }

  @Test
  void aRepositorysOwnLfsRulesHoldInPreuploadAndCommit() {
    ana.create("rules");
    String text = "a".repeat(1_500_000);
    assertThat(uploadMode("rules", "a.txt", text.length())).isEqualTo("regular");
    assertThat(uploadMode("rules", "a.mine", 3)).isEqualTo("regular");
    String own = "{'lfs_threshold_bytes':1000000,'lfs_suffix_rules':['.Mine']}";
    assertThat(set(ana, "rules", own).status()).isEqualTo(200);
    assertThat(uploadMode("rules", "a.txt", text.length())).isEqualTo("lfs");
    assertThat(uploadMode("rules", "a.mine", 3)).isEqualTo("lfs");
    Answer tooLarge = ana.commit("ana/rules", HubClient.file("a.txt", text));
    assertThat(tooLarge.status()).isEqualTo(422);
    assertThat(tooLarge.body()).contains("LFS").contains("1000000");
    assertThat(ana.commit("ana/rules", HubClient.file("b.txt", "a".repeat(1_000_000))).status())
        .isEqualTo(200);
    assertThat(set(ana, "rules", "{'lfs_threshold_bytes':20000000}").status()).isEqualTo(200);
    assertThat(uploadMode("rules", "c.txt", 20_000_000)).isEqualTo("regular");
    assertThat(ana.commit("ana/rules", HubClient.file("c.txt", "a".repeat(11_000_000))).status())
        .isEqualTo(200);
    assertThat(set(ana, "rules", "{'lfs_threshold_bytes':null}").status()).isEqualTo(200);
    assertThat(uploadMode("rules", "c.txt", 10_000_001)).isEqualTo("lfs");
    assertThat(uploadMode("rules", "a.mine", 3)).as("not mentioned, not changed").isEqualTo("lfs");
    assertThat(set(ana, "rules", "{'lfs_suffix_rules':null}").status()).isEqualTo(200);
    assertThat(uploadMode("rules", "a.mine", 3)).isEqualTo("regular");
    JsonNode listed = ana.get("/api/models/ana/rules/tree/main").json();
    assertThat(listed.findValuesAsText("path")).contains("b.txt", "c.txt");
    assertThat(listed.toString()).doesNotContain("\"lfs\"");
  }

  @Test
  void theLfsRulesAreToldWithWhereTheyComeFrom() {
    ana.create("told");
    JsonNode fresh = ana.get("/api/models/ana/told/settings/lfs").json();
    assertThat(fresh.properties().stream().map(Map.Entry::getKey))
        .containsExactlyInAnyOrder(
            "lfs_threshold_bytes",
            "lfs_keep_versions",
            "lfs_suffix_rules",
            "lfs_threshold_bytes_effective",
            "lfs_threshold_bytes_source",
            "lfs_keep_versions_effective",
            "lfs_keep_versions_source",
            "lfs_suffix_rules_effective",
            "lfs_suffix_rules_source",
            "server_defaults");
    assertThat(fresh.path("lfs_threshold_bytes").isNull()).isTrue();
    assertThat(fresh.path("lfs_threshold_bytes_effective").longValue()).isEqualTo(10_000_000);
    assertThat(fresh.path("lfs_threshold_bytes_source").textValue()).isEqualTo("server_default");
    assertThat(fresh.path("lfs_suffix_rules_effective")).hasSize(32);
    set(ana, "told", "{'lfs_threshold_bytes':5000000,'lfs_suffix_rules':['.x','.x','.bin']}");
    JsonNode own = ana.get("/api/models/ana/told/settings/lfs").json();
    assertThat(own.path("lfs_threshold_bytes").longValue()).isEqualTo(5_000_000);
    assertThat(own.path("lfs_threshold_bytes_source").textValue()).isEqualTo("repository");
    assertThat(own.path("lfs_suffix_rules").toString()).isEqualTo("[\".x\",\".bin\"]");
    assertThat(own.path("lfs_suffix_rules_effective")).hasSize(33);
    assertThat(own.path("lfs_suffix_rules_source").textValue()).isEqualTo("merged");
    assertThat(own.at("/server_defaults/lfs_threshold_bytes").longValue()).isEqualTo(10_000_000);
    assertThat(ben.get("/api/models/ana/told/settings/lfs").status()).isEqualTo(403);
    assertThat(anybody.get("/api/models/ana/told/settings/lfs").status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'visibility':'protected'}",
        "{'visibility':1}",
        "{'private':'yes'}",
        "{'gated':true}",
        "{'gated':'maybe'}",
        "{'gated':{}}",
        "{'disabled':'yes'}",
        "{'lfs_threshold_bytes':999999}",
        "{'lfs_threshold_bytes':1000000001}",
        "{'lfs_threshold_bytes':1e99}",
        "{'lfs_threshold_bytes':1000000.5}",
        "{'lfs_threshold_bytes':'1000000'}",
        "{'lfs_suffix_rules':'.a'}",
        "{'lfs_suffix_rules':['a']}",
        "{'lfs_suffix_rules':['.']}",
        "{'lfs_suffix_rules':['.a/b']}",
        "{'lfs_suffix_rules':['.a\\nb']}",
        "{'lfs_suffix_rules':[1]}",
        "{'lfs_keep_versions':5}",
        "[]",
        "nothing"
      })
  void whatCannotBeSetIsRefusedAndChangesNothing(String body) {
    ana.create("firm");
    Answer refused = set(ana, "firm", body.replace("{'", "{'private':true,'"));
    assertThat(refused.status()).as(refused.body()).isEqualTo(400);
    assertThat(info("firm").path("private").booleanValue()).isEqualTo(false);
  }

  @Test
  void thereAreOnlySoManySuffixesAndOnlySoLong() {
    ana.create("edge");
    String suffix = "'." + "x".repeat(HubLimits.MAX_LFS_SUFFIX_LENGTH - 1) + "'";
    assertThat(set(ana, "edge", "{'lfs_suffix_rules':[" + suffix + "]}").status()).isEqualTo(200);
    assertThat(
            set(ana, "edge", "{'lfs_suffix_rules':[" + suffix.replace(".", ".x") + "]}").status())
        .isEqualTo(400);
    String most = "'.a'" + ",'.a'".repeat(HubLimits.MAX_LFS_SUFFIXES - 1);
    assertThat(set(ana, "edge", "{'lfs_suffix_rules':[" + most + "]}").status()).isEqualTo(200);
    assertThat(set(ana, "edge", "{'lfs_suffix_rules':[" + most + ",'.a']}").status())
        .isEqualTo(400);
    assertThat(set(ana, "edge", "{'lfs_threshold_bytes':1000000}").status()).isEqualTo(200);
    assertThat(set(ana, "edge", "{'lfs_threshold_bytes':1000000000}").status()).isEqualTo(200);
  }

  @Test
  void settingsAreForThoseInChargeAndOfWhatTheyMaySee() {
    ana.create("charge");
    assertThat(set(ben, "charge", "{'private':true}").status()).isEqualTo(403);
    assertThat(set(anybody, "charge", "{'private':true}").status()).isEqualTo(401);
    assertThat(set(ana.as(RunningHub.readToken("ana")), "charge", "{'private':true}").status())
        .isEqualTo(403);
    ana.createPrivate("charge-hidden");
    assertThat(set(ben, "charge-hidden", "{'private':false}").status()).isEqualTo(404);
    assertThat(set(ana, "absent", "{'private':true}").header("X-Error-Code"))
        .isEqualTo("RepoNotFound");
  }
}

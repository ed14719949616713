package dev.hubdesk.conformance.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.conformance.api.HubClient.Answer;
import dev.hubdesk.testkit.hub.RunningHub;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LikesTest {

  @TempDir private static Path folder;
  private static RunningHub hub;
  private static HubClient ana;
  private static HubClient ben;
  private static HubClient anybody;

  @BeforeAll
  static void start() throws IOException {
    hub = RunningHub.on(folder).user("ana").user("ben").user("cleo").start();
    ana = HubClient.of(hub, "ana");
    ben = HubClient.of(hub, "ben");
    anybody = HubClient.anonymous(hub);
  }

  @AfterAll
  static void stop() throws IOException {
    hub.close();
  }

  private static Answer like(HubClient who, String repository) {
    return who.postJson("/api/models/" + repository + "/like", "");
  }

  private static Answer unlike(HubClient who, String repository) {
    return who.delete("/api/models/" + repository + "/like", "");
  }

  private static long likes(String repository) {
    return ana.get("/api/models/" + repository).json().path("likes").longValue();
  }

  @Test
  void aLikeCountsOnceAndIsTakenBack() {
    ana.create("dear");
    assertThat(like(ben, "ana/dear").json().path("likes_count").longValue()).isEqualTo(1);
    assertThat(like(ben, "ana/dear").status()).isEqualTo(200);
    assertThat(like(ana, "ana/dear").json().path("likes_count").longValue()).isEqualTo(2);
    assertThat(likes("ana/dear")).isEqualTo(2);
    assertThat(ben.get("/api/models/ana/dear/like").json().path("liked").booleanValue()).isTrue();
    assertThat(unlike(ben, "ana/dear").status()).isEqualTo(200);
    assertThat(unlike(ben, "ana/dear").status()).isEqualTo(200);
    assertThat(likes("ana/dear")).isEqualTo(1);
    assertThat(ben.get("/api/models/ana/dear/like").json().path("liked").booleanValue()).isFalse();
    assertThat(anybody.get("/api/models/ana/dear/like").json().path("liked").booleanValue())
        .isFalse();
  }

  @Test
  void likersComeInPages() {
    ana.create("popular");
    for (String name : new String[] {"ana", "ben", "cleo"}) {
      like(HubClient.of(hub, name), "ana/popular");
    }
    Answer first = anybody.get("/api/models/ana/popular/likers?limit=2");
    assertThat(first.json().findValuesAsText("user")).containsExactly("cleo", "ben");
    assertThat(first.json().path(0).path("fullname").isTextual()).isTrue();
    assertThat(first.json().path(0).path("avatarUrl").isTextual()).isTrue();
    assertThat(first.next()).startsWith(hub.url());
    Answer second = anybody.get(first.next());
    assertThat(second.json().findValuesAsText("user")).containsExactly("ana");
    assertThat(second.next()).isEmpty();
    assertThat(anybody.get("/api/models/ana/popular/likers?cursor=x").status()).isEqualTo(400);
    assertThat(anybody.get("/api/models/ana/popular/likers?limit=0").status()).isEqualTo(422);
  }

  @Test
  void whatSomebodyLikesIsToldAsFarAsTheCallerMaySeeIt() {
    for (String name : new String[] {"shown", "hidden"}) {
      ana.create(name);
      like(HubClient.of(hub, "cleo"), "ana/" + name);
    }
    HubClient cleo = HubClient.of(hub, "cleo");
    ana.postJson("/api/repos/create", HubClient.json("{'name':'set','type':'dataset'}"));
    cleo.postJson("/api/datasets/ana/set/like", "");
    byte[] hide = "{\"private\":true}".getBytes(StandardCharsets.UTF_8);
    ana.put("/api/models/ana/hidden/settings", hide);
    for (HubClient who : new HubClient[] {ben, cleo, anybody}) {
      JsonNode liked = who.get("/api/users/cleo/likes").json();
      assertThat(liked.toString()).contains("ana/shown").doesNotContain("hidden");
      assertThat(liked.path(0).at("/repo/name").textValue()).isEqualTo("ana/set");
      assertThat(liked.path(0).at("/repo/type").textValue()).isEqualTo("dataset");
      assertThat(liked.path(0).path("createdAt").textValue()).endsWith("Z");
    }
    assertThat(ana.get("/api/users/cleo/likes").body()).contains("ana/hidden");
    Answer first = anybody.get("/api/users/CLEO/likes?limit=1");
    assertThat(first.json()).hasSize(1);
    assertThat(anybody.get(first.next()).json()).isNotEmpty();
    assertThat(anybody.get("/api/users/nobody/likes").status()).isEqualTo(404);
  }

  @Test
  void likingNeedsATokenThatWritesAndARepositoryThatMayBeRead() {
    ana.createPrivate("own");
    assertThat(like(ben, "ana/own").status()).isEqualTo(404);
    assertThat(ben.get("/api/models/ana/own/likers").status()).isEqualTo(404);
    assertThat(like(ana, "ana/own").status()).isEqualTo(200);
    ana.create("public");
    assertThat(like(anybody, "ana/public").status()).isEqualTo(401);
    assertThat(like(ben.as(RunningHub.readToken("ben")), "ana/public").status()).isEqualTo(403);
    assertThat(like(ben, "ana/absent").header("X-Error-Code")).isEqualTo("RepoNotFound");
    assertThat(likes("ana/public")).isZero();
  }
}

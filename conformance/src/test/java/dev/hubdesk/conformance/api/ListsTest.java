package dev.hubdesk.conformance.api;

import static dev.hubdesk.conformance.api.HubClient.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.conformance.api.HubClient.Answer;
import dev.hubdesk.testkit.hub.RunningHub;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListsTest {

  @TempDir private static Path folder;
  private static RunningHub hub;
  private static HubClient ana;
  private static HubClient anybody;

  @BeforeAll
  static void start() throws IOException {
    hub = RunningHub.on(folder).user("ana").user("ben").start();
    ana = HubClient.of(hub, "ana");
    anybody = HubClient.anonymous(hub);
    carded("chat-en", "language: en\nlicense: mit\npipeline_tag: text-generation\ntags: [chat]");
    carded("chat-de", "language: [de, en]\nlicense: mit\nlibrary_name: PyTorch");
    carded("plain", "license: apache-2.0\ndatasets: [squad]");
    ana.createPrivate("secret");
    ana.commit("ana/secret", file("README.md", "---\ntags: [hush]\nlicense: mit\n---\n"));
    ana.commit("ana/plain", file("model-q4.gguf", "no head"));
  }

  private static void carded(String name, String yaml) {
    ana.create(name);
    ana.commit("ana/" + name, file("README.md", "---\n" + yaml + "\n---\n"));
  }

  @AfterAll
  static void stop() throws IOException {
    hub.close();
  }

  private static List<String> names(HubClient client, String query) {
    Answer answer = client.get("/api/models?" + query);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    var names = new ArrayList<String>();
    answer.json().forEach(item -> names.add(item.path("id").textValue()));
    return names;
  }

  @Test
  void filtersAreTagsThatMustAllBeThere() {
    assertThat(names(anybody, "filter=license:mit")).containsExactly("ana/chat-de", "ana/chat-en");
    assertThat(names(anybody, "filter=license:mit&filter=de")).containsExactly("ana/chat-de");
    assertThat(names(anybody, "filter=license:mit,CHAT")).containsExactly("ana/chat-en");
    assertThat(names(anybody, "filter=nothing")).isEmpty();
    assertThat(names(anybody, "pipeline_tag=text-generation")).containsExactly("ana/chat-en");
    assertThat(names(anybody, "library=pytorch")).containsExactly("ana/chat-de");
    assertThat(names(anybody, "language=de")).containsExactly("ana/chat-de");
    assertThat(names(anybody, "trained_dataset=squad")).containsExactly("ana/plain");
    assertThat(names(anybody, "filter=gguf")).containsExactly("ana/plain");
    assertThat(names(anybody, "apps=llama.cpp")).containsExactly("ana/plain");
    assertThat(names(anybody, "apps=ollama,vllm")).containsExactly("ana/plain");
    assertThat(names(anybody, "gated=true")).isEmpty();
    assertThat(names(anybody, "gated=false&filter=license:mit")).hasSize(2);
    assertThat(names(anybody, "inference=warm")).isEmpty();
  }

  @Test
  void searchesMayBeRepeated() {
    assertThat(names(anybody, "search=chat&search=EN")).containsExactly("ana/chat-en");
    assertThat(names(anybody, "search=chat&author=ANA")).hasSize(2);
    assertThat(names(anybody, "author=nobody")).isEmpty();
    String many = "search=a&".repeat(51);
    assertThat(anybody.get("/api/models?" + many).status()).isEqualTo(400);
    assertThat(anybody.get("/api/models?" + "search=a&".repeat(50)).status()).isEqualTo(200);
  }

  @Test
  void whatIsPrivateIsListedForItsOwnerAlone() {
    assertThat(names(ana, "filter=hush")).containsExactly("ana/secret");
    assertThat(names(anybody, "filter=hush")).isEmpty();
    assertThat(names(HubClient.of(hub, "ben"), "filter=hush")).isEmpty();
    JsonNode tags = ana.get("/api/models-tags-by-type").json();
    assertThat(tags.toString()).doesNotContain("hush");
    assertThat(tags.path("license").path(0))
        .hasToString("{\"id\":\"license:mit\",\"label\":\"mit\",\"type\":\"license\"}");
    assertThat(anybody.get("/api/datasets-tags-by-type").status()).isEqualTo(200);
  }

  @Test
  void everySortPagesThroughEqualValues() {
    for (int i = 0; i < 7; i++) {
      hubBen().create("equal-" + i);
    }
    for (String sort :
        new String[] {
          "createdAt",
          "lastModified",
          "downloads",
          "likes",
          "likes30d",
          "trendingScore",
          "num_parameters",
          "mainSize",
          "id",
          "recent",
          "updated",
          "trending"
        }) {
      for (String direction : new String[] {"", "&direction=1"}) {
        var seen = new ArrayList<String>();
        Answer page = anybody.get("/api/models?author=ben&limit=2&sort=" + sort + direction);
        while (true) {
          assertThat(page.status()).as(sort).isEqualTo(200);
          page.json().forEach(item -> seen.add(item.path("id").textValue()));
          if (page.next().isEmpty()) {
            break;
          }
          page = anybody.get(page.next());
        }
        assertThat(seen).as(sort + direction).hasSize(7).doesNotHaveDuplicates();
      }
    }
  }

  private static HubClient hubBen() {
    return HubClient.of(hub, "ben");
  }

  @Test
  void anUnknownOrderIsRefusedWithTheKnownOnes() {
    Answer answer = anybody.get("/api/models?sort=beauty");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").textValue())
        .startsWith("\"sort\" must be one of [createdAt, downloads, id, lastModified");
    for (String bad :
        new String[] {
          "direction=2",
          "cursor=x",
          "sort=downloads&cursor=abc.1",
          "num_parameters=lots",
          "expand=beauty"
        }) {
      assertThat(anybody.get("/api/models?" + bad).status()).as(bad).isEqualTo(400);
    }
    for (String bad : new String[] {"limit=0", "full=perhaps", "gated=perhaps"}) {
      assertThat(anybody.get("/api/models?" + bad).status()).as(bad).isEqualTo(422);
    }
  }

  @Test
  void fullAndExpandTellMore() {
    JsonNode plain = anybody.get("/api/models?search=chat-en").json().path(0);
    assertThat(plain.has("sha")).isFalse();
    assertThat(plain.has("cardData")).isFalse();
    assertThat(plain.path("pipeline_tag").textValue()).isEqualTo("text-generation");
    JsonNode full =
        anybody.get("/api/models?search=chat-en&full=true&cardData=true").json().path(0);
    assertThat(full.path("sha").textValue()).hasSize(40);
    assertThat(full.path("siblings")).hasSize(2);
    assertThat(full.path("cardData").path("license").textValue()).isEqualTo("mit");
    JsonNode some =
        anybody.get("/api/models?search=chat-en&expand=sha&expand=cardData").json().path(0);
    assertThat(some.properties().stream().map(Map.Entry::getKey))
        .containsExactly("_id", "id", "sha", "cardData");
  }

  @Test
  void aNamespaceHasAListOfItsOwn() {
    JsonNode repos = anybody.get("/api/users/ana/repos?limit=2").json();
    assertThat(repos.path("models")).hasSize(2);
    assertThat(repos.path("datasets").isArray()).isTrue();
    assertThat(repos.path("spaces").isArray()).isTrue();
    assertThat(ana.get("/api/users/ana/repos").body()).contains("ana/secret");
    assertThat(anybody.get("/api/users/ana/repos").body()).doesNotContain("ana/secret");
    assertThat(anybody.get("/api/users/nobody/repos").status()).isEqualTo(404);
  }

  @Test
  void usageIsToldByDayAndRanked() {
    anybody.get("/ana/plain/resolve/main/README.md");
    await()
        .untilAsserted(() ->
            assertThat(anybody.get("/api/models/ana/plain/stats").body())
                .isEqualTo("{\"downloads\":1,\"likes\":0}"));
    JsonNode recent = anybody.get("/api/models/ana/plain/stats/recent?days=3").json();
    assertThat(recent.at("/stats/0/anonymous").intValue()).isEqualTo(1);
    assertThat(recent.at("/period/days").intValue()).isEqualTo(3);
    JsonNode trending = anybody.get("/api/trending?repo_type=model").json();
    assertThat(trending.at("/trending/0/id").textValue()).isEqualTo("ana/plain");
    assertThat(trending.at("/trending/0/recent_downloads").intValue()).isEqualTo(1);
    assertThat(anybody.get("/api/trending?repo_type=dataset").json().path("trending")).isEmpty();
    assertThat(anybody.get("/api/trending?repo_type=beauty").status()).isEqualTo(400);
    assertThat(anybody.get("/api/models/ana/secret/stats").status()).isEqualTo(401);
  }

  @Test
  void datasetsAndSpacesHaveTheirOwnTags() {
    ana.postJson("/api/repos/create", "{\"name\":\"words\",\"type\":\"dataset\"}");
    commit(
        "datasets/ana/words",
        "README.md",
        "---\nlanguage: en\ntask_categories: [text-classification]\nsize_categories: 1K<n<10K\n---\n# Words\nabout words");
    commit("datasets/ana/words", "train.csv", "a,b");
    assertThat(anybody.get("/api/datasets?language=en&task_categories=text-classification").json())
        .hasSize(1);
    assertThat(anybody.get("/api/datasets?filter=" + encoded("size_categories:1K<n<10K")).json())
        .hasSize(1);
    JsonNode words = anybody.get("/api/datasets/ana/words").json();
    assertThat(words.path("description").textValue()).startsWith("# Words");
    assertThat(words.path("tags").toString()).contains("\"format:csv\"", "\"language:en\"");
    ana.postJson("/api/repos/create", "{\"name\":\"demo\",\"type\":\"space\",\"sdk\":\"static\"}");
    commit("spaces/ana/demo", "README.md", "---\nsdk: static\nmodels: [ana/plain]\n---\n");
    assertThat(anybody.get("/api/spaces?models=ana/plain").json()).hasSize(1);
    assertThat(anybody.get("/api/spaces?linked=true").json()).hasSize(1);
    assertThat(anybody.get("/api/models/ana/plain").json().path("spaces").path(0).textValue())
        .isEqualTo("ana/demo");
    JsonNode demo = anybody.get("/api/spaces/ana/demo").json();
    assertThat(demo.path("models").path(0).textValue()).isEqualTo("ana/plain");
    assertThat(demo.path("tags").toString()).startsWith("[\"static\",");
  }

  private static void commit(String repository, String path, String content) {
    Answer answer =
        ana.post(
            "/api/" + repository + "/commit/main",
            "application/x-ndjson",
            HubClient.line("header", HubClient.json("'summary':'c'")) + "\n" + file(path, content));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void headersOfAllPartsComeInOneAnswer() {
    ana.create("parts");
    String[] lines = new String[3];
    for (int i = 1; i <= 2; i++) {
      byte[] part = part(i);
      ana.uploadLarge("ana/parts", part);
      lines[i - 1] = HubClient.largeFile("model-0000" + i + "-of-00002.safetensors", part);
    }
    lines[2] =
        file(
            "model.safetensors.index.json",
            "{\"metadata\":{\"total_size\":8},\"weight_map\":{\"t1\":\"model-00001-of-00002.safetensors\",\"t2\":\"model-00002-of-00002.safetensors\"}}");
    assertThat(ana.commit("ana/parts", lines).status()).isEqualTo(200);
    String path = "/api/models/ana/parts/safetensors-metadata/";
    JsonNode told = anybody.get(path + "model.safetensors.index.json").json();
    assertThat(told.at("/index/metadata/total_size").intValue()).isEqualTo(8);
    assertThat(told.at("/headers/model-00002-of-00002.safetensors/t2/dtype").textValue())
        .isEqualTo("F32");
    assertThat(anybody.get(path + "missing.json").status()).isEqualTo(404);
    assertThat(anybody.get(path + ".gitattributes").status()).isEqualTo(422);
    assertThat(anybody.get("/api/models/ana/parts").json().at("/safetensors/total").intValue())
        .isEqualTo(3);
    assertThat(anybody.get("/api/models/ana/secret/safetensors-metadata/a.json").status())
        .isEqualTo(401);
  }

  private static byte[] part(int number) {
    byte[] json =
        ("{\"t"
                + number
                + "\":{\"dtype\":\"F32\",\"shape\":["
                + number
                + "],\"data_offsets\":[0,4]}}")
            .getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + json.length + 8)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .array();
  }
}

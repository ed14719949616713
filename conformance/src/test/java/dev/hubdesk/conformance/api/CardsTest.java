package dev.hubdesk.conformance.api;

import static dev.hubdesk.conformance.api.HubClient.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.conformance.api.HubClient.Answer;
import dev.hubdesk.testkit.hub.RunningHub;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CardsTest {

  private static final String CARD =
      """
      ---
      language: [en, no]
      license: apache-2.0
      library_name: transformers
      pipeline_tag: text-generation
      base_model: meta/llama
      datasets: [squad]
      tags: [chat, Instruct]
      released: 2024-05-01
      model-index:
      - name: m
        results: []
      ---
      # A model, see https://arxiv.org/abs/2401.01234 and arxiv:1810.04805.
      """;

  @TempDir private static Path folder;
  private static RunningHub hub;
  private static HubClient ana;

  @BeforeAll
  static void start() throws IOException {
    hub = RunningHub.on(folder).user("ana").user("ben").start();
    ana = HubClient.of(hub, "ana");
  }

  @AfterAll
  static void stop() throws IOException {
    hub.close();
  }

  private static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(one -> texts.add(one.asText()));
    return texts;
  }

  private static JsonNode info(String name) {
    Answer answer = ana.get("/api/models/ana/" + name);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  @Test
  void aCardTellsWhatHuggingFaceDerivesFromIt() {
    ana.create("carded");
    String config = "{\"architectures\":[\"LlamaForCausalLM\"],\"model_type\":\"llama\"}";
    String tokenizer = "{\"bos_token\":{\"content\":\"<s>\"},\"chat_template\":\"{{ x }}\"}";
    ana.commit(
        "ana/carded",
        file("README.md", CARD),
        file("config.json", config),
        file("tokenizer_config.json", tokenizer));
    JsonNode info = info("carded");
    assertThat(texts(info.path("tags")))
        .containsExactly(
            "transformers",
            "llama",
            "text-generation",
            "chat",
            "Instruct",
            "model-index",
            "en",
            "no",
            "dataset:squad",
            "arxiv:2401.01234",
            "arxiv:1810.04805",
            "base_model:meta/llama",
            "base_model:finetune:meta/llama",
            "license:apache-2.0",
            "region:us");
    assertThat(info.path("library_name").textValue()).isEqualTo("transformers");
    assertThat(info.path("pipeline_tag").textValue()).isEqualTo("text-generation");
    assertThat(info.path("cardData").path("released").textValue()).isEqualTo("2024-05-01");
    assertThat(info.at("/config/tokenizer_config/bos_token").textValue()).isEqualTo("<s>");
    assertThat(info.at("/transformersInfo/auto_model").textValue())
        .isEqualTo("AutoModelForCausalLM");
    assertThat(info.at("/baseModels/models/0/id").textValue()).isEqualTo("meta/llama");
    assertThat(info.path("model-index").path(0).path("name").textValue()).isEqualTo("m");
  }

  @Test
  void factsFollowTheDefaultBranchAndOtherRevisionsHaveTheirOwn() {
    ana.create("moving");
    ana.commit("ana/moving", file("README.md", "---\nlicense: mit\n---\n"));
    String before = info("moving").path("sha").textValue();
    assertThat(texts(info("moving").path("tags"))).contains("license:mit");
    ana.commit("ana/moving", file("README.md", "---\nlicense: gpl\n---\n"));
    assertThat(texts(info("moving").path("tags"))).contains("license:gpl");
    ana.commit("ana/moving", file("other.txt", "nothing that facts come from"));
    assertThat(texts(info("moving").path("tags"))).contains("license:gpl");
    JsonNode old = ana.get("/api/models/ana/moving/revision/" + before).json();
    assertThat(texts(old.path("tags"))).contains("license:mit").doesNotContain("license:gpl");
    assertThat(ana.get("/api/models?filter=license:gpl&search=moving").json()).hasSize(1);
    assertThat(ana.get("/api/models?filter=license:mit&search=moving").json()).isEmpty();
  }

  @Test
  void brokenYamlBreaksNothing() {
    ana.create("broken");
    Answer commit =
        ana.commit("ana/broken", file("README.md", "---\na: [\n---\n"), file("config.json", "{"));
    assertThat(commit.status()).isEqualTo(200);
    JsonNode info = info("broken");
    assertThat(info.has("cardData")).isFalse();
    assertThat(texts(info.path("tags"))).containsExactly("region:us");
    assertThat(ana.get("/api/models?search=broken&cardData=true").json()).hasSize(1);
  }

  @Test
  void weightsTellTheirParameters() {
    ana.create("weights");
    byte[] whole =
        safetensors("{\"a\":{\"dtype\":\"F32\",\"shape\":[3,4],\"data_offsets\":[0,48]}}");
    ana.uploadLarge("ana/weights", whole);
    ana.commit("ana/weights", HubClient.largeFile("model.safetensors", whole));
    JsonNode info = info("weights");
    assertThat(info.path("safetensors")).hasToString("{\"parameters\":{\"F32\":12},\"total\":12}");
    assertThat(texts(info.path("tags"))).contains("safetensors");
    assertThat(info.path("usedStorage").longValue()).isGreaterThan(whole.length);
    assertThat(ana.get("/api/models?num_parameters=min:12,max:12").body()).contains("ana/weights");
    assertThat(ana.get("/api/models?num_parameters=min:13").body()).doesNotContain("ana/weights");

    byte[] lie = safetensors("{\"a\":{\"dtype\":\"F32\",\"shape\":[-3]}}");
    ana.uploadLarge("ana/weights", lie);
    assertThat(ana.commit("ana/weights", HubClient.largeFile("model.safetensors", lie)).status())
        .isEqualTo(200);
    assertThat(info("weights").has("safetensors")).isFalse();
  }

  private static byte[] safetensors(String header) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + json.length + 48)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .array();
  }

  @Test
  void tagsComeFromABoundedNumberOfNames() {
    ana.create("wide");
    var lines = new ArrayList<String>();
    for (int i = 0; i < 1_998; i++) {
      lines.add(file("f%04d".formatted(i), "x"));
    }
    lines.add(file("z.gguf", "the 2,000th entry of the root"));
    ana.commit("ana/wide", lines.toArray(String[]::new));
    assertThat(texts(info("wide").path("tags"))).contains("gguf");
    ana.commit("ana/wide", file("f1998", "one more before it"));
    assertThat(texts(info("wide").path("tags"))).doesNotContain("gguf");
  }

  @Test
  void aLongReadmeIsReadToItsLimit() {
    ana.create("long");
    String paper = "arxiv:2401.00001";
    String edge = "x".repeat((1 << 20) - paper.length()) + paper;
    ana.commit("ana/long", file("README.md", edge));
    assertThat(texts(info("long").path("tags"))).contains(paper);
    ana.commit("ana/long", file("README.md", "x" + edge));
    assertThat(texts(info("long").path("tags"))).doesNotContain(paper);
  }

  @Test
  void aModelHasAsManyPartsAsTheLimit() {
    for (int parts : new int[] {500, 501}) {
      String name = "parts-" + parts;
      ana.create(name);
      var lines = new ArrayList<String>();
      for (int i = 1; i <= parts; i++) {
        lines.add(
            file(
                "model-%05d-of-%05d.safetensors".formatted(i, parts),
                safetensors("{\"a\":{\"dtype\":\"I8\",\"shape\":[1]}}")));
      }
      ana.commit("ana/" + name, lines.toArray(String[]::new));
      assertThat(info(name).at("/safetensors/total").intValue()).isEqualTo(parts == 500 ? 500 : 0);
    }
  }

  @Test
  void validationAnswersErrorsAndWarnings() {
    Answer good = validate("---\\nlicense: mit\\n---\\n");
    assertThat(good.status()).isEqualTo(200);
    assertThat(good.body()).isEqualTo("{\"errors\":[],\"warnings\":[]}");
    assertThat(validate("# nothing").json().path("warnings")).hasSize(1);
    Answer bad = validate("---\\nlicense: [\\n---\\n");
    assertThat(bad.status()).isEqualTo(400);
    assertThat(bad.json().path("errors").path(0).path("message").textValue()).isNotEmpty();
    assertThat(ana.postJson("/api/validate-yaml", "{}").status()).isEqualTo(400);
  }

  private static Answer validate(String card) {
    return ana.postJson(
        "/api/validate-yaml", "{\"repoType\":\"model\",\"content\":\"" + card + "\"}");
  }

  @Test
  void downloadsCountOncePerCallerWhateverIsFetched() {
    ana.create("fetched");
    ana.commit("ana/fetched", file("a.txt", "aaaa"), file("b.txt", "bbbb"));
    HubClient ben = HubClient.of(hub, "ben");
    ben.head("/ana/fetched/resolve/main/a.txt");
    for (String path : new String[] {"a.txt", "b.txt"}) {
      ben.get("/ana/fetched/resolve/main/" + path);
      ben.get("/ana/fetched/resolve/main/" + path, "Range", "bytes=1-2");
    }
    ana.get("/ana/fetched/resolve/main/a.txt");
    ana.get("/ana/fetched/raw/main/a.txt");
    ana.get("/ana/fetched/resolve/main/missing.txt");
    await()
        .untilAsserted(() ->
            assertThat(
                    ana.get("/api/models/ana/fetched?expand=downloads&expand=downloadsAllTime")
                        .json()
                        .toString())
                .endsWith("\"downloads\":2,\"downloadsAllTime\":2}"));
    assertThat(ana.get("/api/models?sort=downloads&limit=1").body()).contains("ana/fetched");
  }
}

package dev.hubdesk.hub.facts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.http.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CardTest {

  @Test
  void valuesMayStandAloneOrInAList() {
    Card card = Card.of("---\none: a\nmany: [a, 2, true, ~, {x: y}, ' ']\nmap: {a: b}\n---\n");
    assertThat(card.values("one")).containsExactly("a");
    assertThat(card.values("many")).containsExactly("a", "2", "true");
    assertThat(card.values("map")).isEmpty();
    assertThat(card.values("none")).isEmpty();
    assertThat(card.value("many")).isEmpty();
  }

  @Test
  void papersAreFoundInTheTextOnce() {
    String text = "https://arxiv.org/abs/2401.00001 arXiv:1810.04805 arxiv.org/pdf/2401.00001v2";
    assertThat(CardTexts.papers(text)).containsExactly("2401.00001", "1810.04805");
    var many = new StringBuilder();
    for (int i = 0; i <= CardTexts.MAX_PAPERS; i++) {
      many.append("arxiv:2401.%05d ".formatted(i));
    }
    assertThat(CardTexts.papers(many.toString())).hasSize(CardTexts.MAX_PAPERS);
  }

  @Test
  void aDescriptionIsTheBeginningAndACitationIsBibtex() {
    assertThat(CardTexts.description("  \n")).isEmpty();
    String edge = "x".repeat(CardTexts.MAX_DESCRIPTION);
    assertThat(CardTexts.description(edge)).contains(edge);
    assertThat(CardTexts.description(edge + "y")).contains(edge + "…");
    assertThat(CardTexts.citation("a\n```bibtex\n@misc{a,\n title={b}}\n```\n"))
        .contains("@misc{a,\n title={b}}");
    assertThat(CardTexts.citation("```python\nprint()\n```")).isEmpty();
  }

  @Test
  void tagsHaveLimits() {
    var tags = new Tags();
    tags.add("other", "x".repeat(Tags.MAX_LENGTH));
    tags.add("other", "x".repeat(Tags.MAX_LENGTH + 1));
    assertThat(tags.shown()).hasSize(1);
    for (int i = 0; i < Tags.MAX + 10; i++) {
      tags.add("other", "Tag" + i);
    }
    assertThat(tags.shown()).hasSize(Tags.MAX);
    assertThat(tags.rows()).allMatch(row -> row.tag().equals(row.tag().toLowerCase(Locale.ROOT)));
  }

  @Test
  void anArchitectureTellsClassTaskAndProcessor() throws IOException {
    assertThat(info("{\"architectures\":[\"BertForMaskedLM\"]}"))
        .contains(
            "{\"auto_model\":\"AutoModelForMaskedLM\",\"pipeline_tag\":\"fill-mask\",\"processor\":\"AutoTokenizer\"}");
    assertThat(info("{\"architectures\":[\"X\"],\"auto_map\":{\"AutoModel\":\"x.Y\"}}"))
        .contains("{\"auto_model\":\"AutoModel\",\"custom_class\":\"x.Y\"}");
    assertThat(info("{\"architectures\":\"text\"}")).isEmpty();
    assertThat(info("[]")).isEmpty();
  }

  private static Optional<String> info(String config) throws IOException {
    return TransformersInfo.of(Json.MAPPER.readTree(config)).map(i -> i.json().toString());
  }

  @Test
  void anOddConfigurationTellsNothingAndBreaksNothing() throws IOException {
    for (String odd : List.of("[]", "1", "null", "{\"model_type\":[],\"architectures\":{}}")) {
      JsonNode json = Json.MAPPER.readTree(odd);
      var config = new ModelConfig(json, json, "", json, json);
      assertThat(config.modelType()).as(odd).isEmpty();
      assertThat(config.maskToken()).as(odd).isEmpty();
      assertThat(config.told().map(JsonNode::toString).orElse(""))
          .as(odd)
          .doesNotContain("model_type\":\"");
    }
  }

  @Test
  void aLongValueOfAConfigurationIsLeftOut() throws IOException {
    for (int over = 0; over < 2; over++) {
      String value = "x".repeat(ModelConfig.MAX_VALUE - 2 + over);
      JsonNode json = Json.MAPPER.createObjectNode().put("auto_map", value).put("model_type", "a");
      JsonNode none = Json.MAPPER.createObjectNode();
      JsonNode told = new ModelConfig(json, none, "", none, none).told().orElseThrow();
      assertThat(told.has("auto_map")).isEqualTo(over == 0);
      assertThat(told.path("model_type").textValue()).isEqualTo("a");
    }
  }

  private static Optional<WeightIndex> index(String json) throws IOException {
    return WeightIndex.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void anIndexNamesItsFilesAndPlainMetadata() throws IOException {
    WeightIndex read =
        index(
                "{\"metadata\":{\"total_size\":8,\"x\":[1],\"y\":\"z\"},\"other\":[{}],"
                    + "\"weight_map\":{\"a\":\"1\",\"b\":\"2\",\"c\":\"1\",\"d\":{}}}")
            .orElseThrow();
    assertThat(read.files()).containsExactly("1", "2");
    assertThat(read.metadata()).hasToString("{\"total_size\":8,\"y\":\"z\"}");
    for (String bad : List.of("", "[]", "{", "{\"weight_map\":{}}", "{\"weight_map\":[\"a\"]}")) {
      assertThat(index(bad)).as(bad).isEmpty();
    }
    assertThat(index(parts(Sources.MAX_PARTS))).isPresent();
    assertThat(index(parts(Sources.MAX_PARTS + 1))).isEmpty();
  }

  private static String parts(int count) {
    var json = new StringBuilder("{\"weight_map\":{\"x\":\"0\"");
    for (int i = 1; i < count; i++) {
      json.append(",\"").append(i).append("\":\"").append(i).append('"');
    }
    return json + "}}";
  }
}

package dev.hubdesk.hub.facts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hubdesk.git.FileNames.FileName;
import dev.hubdesk.git.GitBlob;
import dev.hubdesk.git.Repository;
import dev.hubdesk.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the files that facts come from, and derives the facts.
final class Derivation {

  /// The version of these rules. Facts by another version are derived anew.
  static final long RULES = 1;

  private final Repository repository;
  private final Sources sources;
  private final ModelHeads heads;
  private final ObjectNode facts = YamlValues.emptyMapping();
  private final Tags tags = new Tags();

  private Derivation(Repository repository, Sources sources, ModelHeads heads) {
    this.repository = repository;
    this.sources = sources;
    this.heads = heads;
  }

  static Derived of(Repository repository, Sources sources, ModelHeads heads) throws IOException {
    return new Derivation(repository, sources, heads).derive();
  }

  private Derived derive() throws IOException {
    Card card = Card.of(text(Sources.README, Card.MAX_BYTES));
    if (!card.data().isEmpty()) {
      facts.set("cardData", card.data());
    }
    long parameters =
        switch (sources.type()) {
          case MODEL -> model(card);
          case DATASET -> dataset(card);
          case SPACE -> space(card);
        };
    texts("tags", tags.shown());
    return new Derived(facts, tags, parameters);
  }

  private long model(Card card) throws IOException {
    var config =
        new ModelConfig(
            json(Sources.CONFIG),
            json(Sources.TOKENIZER),
            text(Sources.TEMPLATE, ModelConfig.MAX_BYTES),
            json(Sources.ADAPTER),
            json(Sources.PIPELINE));
    new ModelFacts(card, config, sources, facts, tags).derive();
    @Nullable SafetensorsHead weights =
        heads.safetensors(repository, sources.weights()).orElse(null);
    @Nullable ObjectNode gguf = heads.gguf(repository, sources.gguf()).orElse(null);
    if (weights != null) {
      facts.set("safetensors", weights.json());
    }
    if (gguf != null) {
      facts.set("gguf", gguf);
    }
    if (weights != null) {
      return weights.total();
    }
    return gguf == null ? 0 : gguf.path("total").longValue();
  }

  private long dataset(Card card) {
    for (String key :
        List.of(
            "task_categories",
            "task_ids",
            "annotations_creators",
            "language_creators",
            "multilinguality",
            "source_datasets",
            "language",
            "license",
            "size_categories")) {
      tags.addAll(key, key + ":", card.values(key));
    }
    tags.addAll("benchmark", "benchmark:", card.values("benchmark"));
    for (String tag : FileTags.inOrder(sources.type(), sources.fileTags())) {
      tags.add(tag.substring(0, tag.indexOf(':')), tag);
    }
    tags.addAll("other", "", card.values("tags"));
    tags.addAll("arxiv", "arxiv:", CardTexts.papers(card.text()));
    tags.add("region", ModelFacts.REGION);
    CardTexts.description(card.text()).ifPresent(text -> facts.put("description", text));
    CardTexts.citation(card.text()).ifPresent(text -> facts.put("citation", text));
    card.value("paperswithcode_id").ifPresent(id -> facts.put("paperswithcode_id", id));
    return 0;
  }

  private long space(Card card) {
    card.value("sdk").ifPresent(sdk -> tags.add("sdk", sdk));
    tags.addAll("license", "license:", card.values("license"));
    tags.addAll("other", "", card.values("tags"));
    tags.add("region", ModelFacts.REGION);
    for (String key : List.of("models", "datasets")) {
      List<String> linked = card.values(key);
      texts(key, linked);
      tags.addHidden("linked", key.substring(0, key.length() - 1) + ":", linked);
      if (!linked.isEmpty()) {
        tags.addHidden("linked", "linked:", List.of("any"));
      }
    }
    return 0;
  }

  private void texts(String field, List<String> values) {
    ArrayNode list = facts.putArray(field);
    values.forEach(list::add);
  }

  private String text(String name, int most) throws IOException {
    @Nullable FileName file = sources.files().get(name);
    if (file == null) {
      return "";
    }
    GitBlob blob = repository.open(file.oid());
    try (InputStream in = blob.openStream()) {
      return new String(in.readNBytes(most), StandardCharsets.UTF_8);
    }
  }

  /// A file that is no JSON tells nothing.
  private JsonNode json(String name) throws IOException {
    String text = text(name, ModelConfig.MAX_BYTES);
    if (text.isEmpty()) {
      return MissingNode.getInstance();
    }
    try {
      return Json.MAPPER.readTree(text);
    } catch (JsonProcessingException _) {
      return MissingNode.getInstance();
    }
  }
}

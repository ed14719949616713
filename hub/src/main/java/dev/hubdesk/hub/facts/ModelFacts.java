package dev.hubdesk.hub.facts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The facts of a model that its card and its configuration tell, as huggingface.co derives them.
final class ModelFacts {

  /// Stands among the tags of every repository.
  static final String REGION = "region:us";

  private static final Set<String> RELATIONS = Set.of("adapter", "merge", "quantized", "finetune");

  private final Card card;
  private final ModelConfig config;
  private final Sources sources;
  private final ObjectNode facts;
  private final Tags tags;

  ModelFacts(Card card, ModelConfig config, Sources sources, ObjectNode facts, Tags tags) {
    this.card = card;
    this.config = config;
    this.sources = sources;
    this.facts = facts;
    this.tags = tags;
  }

  void derive() {
    Optional<TransformersInfo> transformers = TransformersInfo.of(config.model());
    Optional<String> library = card.value("library_name").or(this::library);
    Optional<String> pipeline =
        card.value("pipeline_tag").or(() -> transformers.map(TransformersInfo::pipeline));
    library.ifPresent(name -> facts.put("library_name", name));
    pipeline.ifPresent(name -> facts.put("pipeline_tag", name));
    config.told().ifPresent(told -> facts.set("config", told));
    if (library.isPresent() && library.get().equals("transformers")) {
      transformers.ifPresent(info -> facts.set("transformersInfo", info.json()));
    }
    config.maskToken().ifPresent(token -> facts.put("mask_token", token));
    copy("model-index", "model-index");
    copy("widget", "widgetData");
    List<String> bases = card.values("base_model");
    String relation = relation(bases);
    baseModels(bases, relation);

    library.ifPresent(name -> tags.add("library", name));
    FileTags.inOrder(RepoType.MODEL, sources.fileTags()).forEach(tag -> tags.add("library", tag));
    config.modelType().ifPresent(type -> tags.add("other", type));
    pipeline.ifPresent(task -> tags.add("pipeline_tag", task));
    tags.addAll("other", "", card.values("tags"));
    if (facts.has("model-index")) {
      tags.add("other", "model-index");
    }
    tags.addAll("language", "", card.values("language"));
    tags.addAll("dataset", "dataset:", card.values("datasets"));
    tags.addAll("arxiv", "arxiv:", CardTexts.papers(card.text()));
    tags.addAll("base_model", "base_model:", bases);
    tags.addAll("base_model", "base_model:" + relation + ":", bases);
    tags.addAll("license", "license:", card.values("license"));
    tags.add("region", REGION);
  }

  /// Told by the files when the card does not tell it.
  private Optional<String> library() {
    Set<String> files = sources.fileTags();
    for (String library : List.of("diffusers", "sentence-transformers", "peft")) {
      if (files.contains(library)) {
        return Optional.of(library);
      }
    }
    return config.modelType().map(_ -> "transformers");
  }

  private void copy(String key, String field) {
    if (card.has(key)) {
      facts.set(field, card.data().get(key));
    }
  }

  private String relation(List<String> bases) {
    Optional<String> said = card.value("base_model_relation").filter(RELATIONS::contains);
    if (said.isPresent()) {
      return said.get();
    }
    if (sources.fileTags().contains("peft")) {
      return "adapter";
    }
    if (sources.fileTags().contains("gguf")) {
      return "quantized";
    }
    return bases.size() > 1 ? "merge" : "finetune";
  }

  private void baseModels(List<String> bases, String relation) {
    var known = new ArrayList<String>(bases);
    known.removeIf(base -> RepoId.parse(RepoType.MODEL, base).isEmpty());
    if (known.isEmpty()) {
      return;
    }
    ObjectNode told = facts.putObject("baseModels");
    told.put("relation", relation);
    ArrayNode models = told.putArray("models");
    known.forEach(base -> models.addObject().put("id", base));
  }
}

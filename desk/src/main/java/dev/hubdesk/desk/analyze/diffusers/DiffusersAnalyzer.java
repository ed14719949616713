package dev.hubdesk.desk.analyze.diffusers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.desk.Sizes;
import dev.hubdesk.desk.analyze.AnswerObject;
import dev.hubdesk.desk.analyze.Findings;
import dev.hubdesk.desk.analyze.ItemMaker;
import dev.hubdesk.desk.analyze.Kind;
import dev.hubdesk.desk.analyze.KindAnalyzer;
import dev.hubdesk.desk.analyze.Subject;
import dev.hubdesk.desk.analyze.model.OneFormat;
import dev.hubdesk.protocol.TreeEntry;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Pipelines of the diffusers library.
public final class DiffusersAnalyzer implements KindAnalyzer {

  private static final Map<String, String> FAMILIES =
      Map.of(
          "StableDiffusionXL", "Stable Diffusion XL",
          "StableDiffusion3", "Stable Diffusion 3",
          "StableDiffusion", "Stable Diffusion",
          "Flux", "FLUX",
          "PixArt", "PixArt",
          "QwenImage", "Qwen-Image",
          "Wan", "Wan video");

  @Override
  public Findings analyze(Subject subject) {
    JsonNode index = subject.metadata().file("model_index.json");
    List<Component> components = Component.of(index, subject.files());
    var parts = new PipelineParts(subject.files(), components);
    String pipeline = index.path("_class_name").asText("");
    List<String> variants = parts.variants().stream().map(OneFormat::variant).toList();
    var told =
        new AnswerObject()
            .put("pipeline_type", pipeline)
            .put("pipeline_description", family(pipeline))
            .put("diffusers_version", index.path("_diffusers_version"))
            .put("components", components.stream().map(DiffusersAnalyzer::tell).toList())
            .put("variants", variants.stream().filter(word -> !word.isEmpty()).toList())
            .put(
                "precisions",
                variants.stream().map(word -> word.isEmpty() ? "default" : word).toList());
    return new Findings(
        Kind.DIFFUSERS.description(),
        Map.of("diffusers", told.map()),
        new ItemMaker(subject.filters()).items(parts.parts()));
  }

  private static Map<String, Object> tell(Component component) {
    long size = component.files().stream().mapToLong(TreeEntry.File::size).sum();
    return new AnswerObject()
        .put("name", component.name())
        .put("library", component.library())
        .put("class_name", component.className())
        .put("size", size)
        .put("size_human", Sizes.human(size))
        .put(
            "files",
            component.files().stream().limit(1_000).map(file -> file.path().text()).toList())
        .put("required", component.isRequired())
        .map();
  }

  private static String family(String pipeline) {
    return FAMILIES.entrySet().stream()
        .filter(family -> pipeline.startsWith(family.getKey()))
        .max(Map.Entry.comparingByKey(Comparator.comparingInt(String::length)))
        .map(Map.Entry::getValue)
        .orElse("");
  }
}

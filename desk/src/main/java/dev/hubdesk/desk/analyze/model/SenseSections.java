package dev.hubdesk.desk.analyze.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.desk.analyze.AnswerObject;
import dev.hubdesk.desk.analyze.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The objects `audio`, `vision` and `multimodal`.
final class SenseSections {

  private SenseSections() {}

  static AnswerObject audio(Subject subject) {
    JsonNode config = subject.metadata().config();
    JsonNode processor = processor(subject);
    return task(subject, "automatic-speech-recognition")
        .put("feature_extractor_type", processor.path("feature_extractor_type"))
        .put("sample_rate", processor.path("sampling_rate"))
        .put("num_mel_bins", first(processor, "num_mel_bins", "feature_size"))
        .put("max_length", first(config, "max_length", "max_target_positions"))
        .put("languages", config.has("forced_decoder_ids") ? List.of("multilingual") : null)
        .put("framework", framework(subject));
  }

  static AnswerObject vision(Subject subject) {
    JsonNode config = subject.metadata().config();
    JsonNode processor = processor(subject);
    int labels = config.path("num_labels").asInt(config.path("id2label").size());
    return task(subject, "image-classification")
        .put("image_processor_type", processor.path("image_processor_type"))
        .put("image_size", imageSize(subject))
        .put("num_channels", config.path("num_channels").asInt(3))
        .put("num_labels", labels > 0 ? labels : null)
        .put(
            "normalization",
            new AnswerObject()
                .put("mean", processor.path("image_mean"))
                .put("std", processor.path("image_std"))
                .map())
        .put("framework", framework(subject));
  }

  static AnswerObject multimodal(Subject subject) {
    JsonNode config = subject.metadata().config();
    return task(subject, "image-text-to-text")
        .put("modalities", modalities(config))
        .put(
            "processor_type",
            first(subject.metadata().file("processor_config.json"), "processor_class"))
        .put("vision_encoder", config.path("vision_config").path("model_type"))
        .put("text_encoder", config.path("text_config").path("model_type"))
        .put("image_size", imageSize(subject))
        .put("max_text_length", Architecture.number(config, "max_position_embeddings"))
        .put("framework", framework(subject));
  }

  private static AnswerObject task(Subject subject, String otherwise) {
    String found = Architecture.of(subject).task(subject);
    String task = found == null || found.equals("feature-extraction") ? otherwise : found;
    return new AnswerObject().put("task", task).put("task_description", Architecture.inWords(task));
  }

  private static JsonNode processor(Subject subject) {
    return subject.metadata().file("preprocessor_config.json");
  }

  private static JsonNode first(JsonNode at, String... names) {
    for (String name : names) {
      if (at.has(name)) {
        return at.path(name);
      }
    }
    return at.path("");
  }

  /// Zeros when it is not known, as readers of the API expect.
  private static Map<String, Integer> imageSize(Subject subject) {
    JsonNode config = subject.metadata().config();
    for (JsonNode size :
        new JsonNode[] {
          processor(subject).path("size"),
          config.path("image_size"),
          config.path("vision_config").path("image_size")
        }) {
      if (size.isInt()) {
        return Map.of("height", size.intValue(), "width", size.intValue());
      }
      if (size.path("height").isInt()) {
        return Map.of("height", size.path("height").asInt(), "width", size.path("width").asInt());
      }
      if (size.path("shortest_edge").isInt()) {
        int edge = size.path("shortest_edge").intValue();
        return Map.of("height", edge, "width", edge);
      }
    }
    return Map.of("height", 0, "width", 0);
  }

  private static List<String> modalities(JsonNode config) {
    var senses = new ArrayList<String>(List.of("text"));
    if (config.path("vision_config").isObject() || !config.path("audio_config").isObject()) {
      senses.add("image");
    }
    if (config.path("audio_config").isObject()) {
      senses.add("audio");
    }
    if (config.has("video_token_id") || config.path("video_config").isObject()) {
      senses.add("video");
    }
    return senses;
  }

  private static String framework(Subject subject) {
    List<WeightFormat> formats =
        Weight.among(subject.files()).stream().map(Weight::format).distinct().toList();
    if (formats.contains(WeightFormat.SAFETENSORS) || formats.isEmpty()) {
      return "transformers";
    }
    boolean hasBin = subject.files().stream().anyMatch(file -> file.path().name().endsWith(".bin"));
    if (formats.contains(WeightFormat.PYTORCH)) {
      return hasBin ? "transformers" : "pytorch";
    }
    return formats.contains(WeightFormat.ONNX) ? "onnx" : "transformers";
  }
}

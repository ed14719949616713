package dev.hubdesk.desk.analyze.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.desk.Sizes;
import dev.hubdesk.desk.analyze.AnswerObject;
import dev.hubdesk.desk.analyze.Kind;
import dev.hubdesk.desk.analyze.Subject;
import dev.hubdesk.protocol.TreeEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The objects that tell of a model: one for its kind, and those that stand beside any kind.
final class ModelSections {

  private ModelSections() {}

  static Map<String, Object> of(Kind kind, Subject subject, List<Weight> weights)
      throws InterruptedException {
    var told = new LinkedHashMap<String, Object>();
    switch (kind) {
      case TRANSFORMERS, GPTQ, AWQ ->
          add(told, "transformers", TransformersSection.of(subject, weights));
      case AUDIO -> add(told, "audio", SenseSections.audio(subject));
      case VISION -> add(told, "vision", SenseSections.vision(subject));
      case MULTIMODAL -> add(told, "multimodal", SenseSections.multimodal(subject));
      case ONNX -> add(told, "onnx", onnx(subject.files()));
      default -> {}
    }
    add(told, "quantized", QuantizedSection.of(subject, weights));
    add(told, "embedding", embedding(subject));
    add(told, "mlx", mlx(subject));
    return told;
  }

  private static void add(Map<String, Object> told, String name, AnswerObject fields) {
    if (!fields.isEmpty()) {
      told.put(name, fields.map());
    }
  }

  static List<Weight> rootWeights(Subject subject) {
    return Weight.among(
        subject.files().stream().filter(file -> Subject.isAtRoot(file.path())).toList());
  }

  private static AnswerObject onnx(List<TreeEntry.File> files) {
    List<TreeEntry.File> models =
        files.stream().filter(file -> lower(file).endsWith(".onnx")).limit(1_000).toList();
    boolean gpu = models.stream().anyMatch(file -> lower(file).matches(".*(cuda|gpu).*"));
    return new AnswerObject()
        .put("models", models.stream().map(ModelSections::onnxModel).toList())
        .put("optimized", models.stream().anyMatch(ModelSections::isOptimized))
        .put("quantized", models.stream().anyMatch(file -> variant(file).startsWith("int")))
        .put(
            "runtimes",
            gpu
                ? List.of("onnxruntime", "onnxruntime-gpu", "tensorrt")
                : List.of("onnxruntime", "onnxruntime-gpu"));
  }

  private static Map<String, Object> onnxModel(TreeEntry.File file) {
    String name = file.path().name();
    return new AnswerObject()
        .put("path", file.path().text())
        .put("name", name.substring(0, name.length() - ".onnx".length()))
        .put("size", file.size())
        .put("size_human", Sizes.human(file.size()))
        .put("variant", variant(file))
        .flag("optimized", isOptimized(file))
        .map();
  }

  /// `fp16`, `int8`, `int4` or `fp32`.
  private static String variant(TreeEntry.File file) {
    return switch (OnnxParts.precision(file)) {
      case "fp16", "bf16" -> "fp16";
      case "int8", "uint8", "q8", "q8f16", "quantized", "fp8" -> "int8";
      case "int4", "q4", "q4f16", "bnb4" -> "int4";
      default -> {
        String path = lower(file);
        yield path.contains("int4") ? "int4" : path.contains("int8") ? "int8" : "fp32";
      }
    };
  }

  private static boolean isOptimized(TreeEntry.File file) {
    return file.path().name().toLowerCase(Locale.ROOT).contains("opt");
  }

  /// Models of sentence-transformers keep their type, and tell here what makes them embed.
  private static AnswerObject embedding(Subject subject) {
    JsonNode modules = subject.metadata().file("modules.json");
    JsonNode own = subject.metadata().file("config_sentence_transformers.json");
    JsonNode pooling = subject.metadata().file("1_Pooling/config.json");
    var told = new AnswerObject();
    if (modules.isMissingNode() && own.isMissingNode()) {
      return told;
    }
    return told.put("library", "sentence-transformers")
        .put("modules", modules)
        .put("dimension", pooling.path("word_embedding_dimension"))
        .put("pooling", pooling(pooling))
        .put(
            "max_seq_length",
            subject.metadata().file("sentence_bert_config.json").path("max_seq_length"))
        .put("similarity", own.path("similarity_fn_name"))
        .put("prompts", own.path("prompts"));
  }

  private static String pooling(JsonNode config) {
    for (Map.Entry<String, JsonNode> field : config.properties()) {
      if (field.getKey().startsWith("pooling_mode_") && field.getValue().asBoolean(false)) {
        return field.getKey().substring("pooling_mode_".length()).replaceAll("_token(s|)$", "");
      }
    }
    return "";
  }

  /// Models for Apple's MLX keep their type as well.
  private static AnswerObject mlx(Subject subject) {
    JsonNode quantization = subject.metadata().config().path("quantization");
    var told = new AnswerObject();
    boolean isMlx =
        subject.hasTag("mlx")
            || subject.told("library_name").equals("mlx")
            || subject.repo().namespace().equals("mlx-community")
            || (quantization.has("group_size") && quantization.has("bits"));
    return isMlx
        ? told.put("library", "mlx").copy(quantization, "bits", "group_size", "mode")
        : told;
  }

  private static String lower(TreeEntry.File file) {
    return file.path().text().toLowerCase(Locale.ROOT);
  }
}

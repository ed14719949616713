package dev.hubdesk.hub.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How the library transformers loads a model, told from the name of its architecture.
///
/// @param autoModel the class
/// @param customClass of code that comes with the model; null for none
/// @param pipeline the task; null when the architecture does not tell
/// @param processor null when the architecture does not tell
record TransformersInfo(
    String autoModel,
    @Nullable String customClass,
    @Nullable String pipeline,
    @Nullable String processor) {

  private static final String TOKENIZER = "AutoTokenizer";
  private static final String IMAGES = "AutoImageProcessor";
  private static final String PROCESSOR = "AutoProcessor";

  private static final List<Rule> RULES =
      List.of(
          new Rule("ForCausalLM", "AutoModelForCausalLM", "text-generation", TOKENIZER),
          new Rule("LMHeadModel", "AutoModelForCausalLM", "text-generation", TOKENIZER),
          new Rule("ForMaskedLM", "AutoModelForMaskedLM", "fill-mask", TOKENIZER),
          new Rule(
              "ForSequenceClassification",
              "AutoModelForSequenceClassification",
              "text-classification",
              TOKENIZER),
          new Rule(
              "ForTokenClassification",
              "AutoModelForTokenClassification",
              "token-classification",
              TOKENIZER),
          new Rule(
              "ForQuestionAnswering",
              "AutoModelForQuestionAnswering",
              "question-answering",
              TOKENIZER),
          new Rule(
              "ForImageClassification",
              "AutoModelForImageClassification",
              "image-classification",
              IMAGES),
          new Rule("ForObjectDetection", "AutoModelForObjectDetection", "object-detection", IMAGES),
          new Rule("ForCTC", "AutoModelForCTC", "automatic-speech-recognition", PROCESSOR),
          new Rule(
              "ForSpeechSeq2Seq",
              "AutoModelForSpeechSeq2Seq",
              "automatic-speech-recognition",
              PROCESSOR),
          new Rule(
              "WhisperForConditionalGeneration",
              "AutoModelForSpeechSeq2Seq",
              "automatic-speech-recognition",
              PROCESSOR),
          new Rule("ForConditionalGeneration", "AutoModelForSeq2SeqLM", null, TOKENIZER),
          new Rule("Model", "AutoModel", "feature-extraction", TOKENIZER));

  private record Rule(
      String suffix, String autoModel, @Nullable String pipeline, @Nullable String processor) {}

  /// Reads a `config.json`; empty when it names no architecture.
  static Optional<TransformersInfo> of(JsonNode config) {
    String architecture = config.path("architectures").path(0).asText("");
    if (architecture.isEmpty()) {
      return Optional.empty();
    }
    @Nullable String custom = custom(config.path("auto_map"));
    for (Rule rule : RULES) {
      if (architecture.endsWith(rule.suffix)) {
        return Optional.of(
            new TransformersInfo(rule.autoModel, custom, rule.pipeline, rule.processor));
      }
    }
    return Optional.of(new TransformersInfo("AutoModel", custom, null, null));
  }

  private static @Nullable String custom(JsonNode map) {
    for (var entry : map.properties()) {
      if (entry.getKey().startsWith("AutoModel") && entry.getValue().isTextual()) {
        return entry.getValue().textValue();
      }
    }
    return null;
  }

  /// Stock clients know these four keys and refuse any other.
  ObjectNode json() {
    ObjectNode json = YamlValues.emptyMapping();
    json.put("auto_model", autoModel);
    if (customClass != null) {
      json.put("custom_class", customClass);
    }
    if (pipeline != null) {
      json.put("pipeline_tag", pipeline);
    }
    if (processor != null) {
      json.put("processor", processor);
    }
    return json;
  }
}

package dev.hubdesk.desk.analyze.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.desk.analyze.Subject;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the class of a model says about its task, by the naming of the transformers library.
///
/// @param name `LlamaForCausalLM`; empty when the configuration tells none
record Architecture(String name) {

  private static final Map<String, String> TASKS = tasks();

  private static Map<String, String> tasks() {
    var tasks = new LinkedHashMap<String, String>();
    tasks.put("ForCausalLM", "text-generation");
    tasks.put("LMHeadModel", "text-generation");
    tasks.put("ForSeq2SeqLM", "text2text-generation");
    tasks.put("ForSpeechSeq2Seq", "automatic-speech-recognition");
    tasks.put("ForCTC", "automatic-speech-recognition");
    tasks.put("ForVision2Seq", "image-text-to-text");
    tasks.put("ForImageTextToText", "image-text-to-text");
    tasks.put("ForConditionalGeneration", "text2text-generation");
    tasks.put("ForTokenClassification", "token-classification");
    tasks.put("ForQuestionAnswering", "question-answering");
    tasks.put("ForMaskedLM", "fill-mask");
    tasks.put("ForMultipleChoice", "multiple-choice");
    tasks.put("ForImageClassification", "image-classification");
    tasks.put("ForVideoClassification", "video-classification");
    tasks.put("ForAudioClassification", "audio-classification");
    tasks.put("ForObjectDetection", "object-detection");
    tasks.put("ForDepthEstimation", "depth-estimation");
    tasks.put("Segmentation", "image-segmentation");
    tasks.put("ForTextToWaveform", "text-to-audio");
    tasks.put("ForTextToSpeech", "text-to-speech");
    tasks.put("ForSequenceClassification", "text-classification");
    tasks.put("ForPreTraining", "pretraining");
    tasks.put("Model", "feature-extraction");
    return tasks;
  }

  static Architecture of(Subject subject) {
    return new Architecture(subject.metadata().config().path("architectures").path(0).asText(""));
  }

  /// The task; what the endpoint tells counts first. Null when neither says.
  @Nullable String task(Subject subject) {
    String told = subject.told("pipeline_tag");
    return told.isEmpty() ? byName() : told;
  }

  @Nullable String byName() {
    return TASKS.entrySet().stream()
        .filter(task -> name.contains(task.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  /// `Llama, for causal LM`; null without a name.
  @Nullable String description() {
    if (name.isEmpty()) {
      return null;
    }
    int at = name.indexOf("For");
    String words = name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ");
    return at <= 0
        ? words
        : name.substring(0, at)
            + ", for "
            + name.substring(at + 3).replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ");
  }

  /// A task in words: `Text generation`.
  static @Nullable String inWords(@Nullable String task) {
    if (task == null || task.isEmpty()) {
      return null;
    }
    String words = task.replace('-', ' ').replace("2", " to ");
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /// A number of the configuration, of its part for text where it has several; a missing node when
  /// neither tells it.
  static JsonNode number(JsonNode config, String... names) {
    for (JsonNode at : new JsonNode[] {config, config.path("text_config")}) {
      for (String name : names) {
        if (at.path(name).isNumber()) {
          return at.path(name);
        }
      }
    }
    return config.path("");
  }
}

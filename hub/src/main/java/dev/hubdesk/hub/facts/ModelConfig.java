package dev.hubdesk.hub.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/// What the configuration files of a model say, as `config` and `transformersInfo` tell it.
///
/// @param model `config.json`
/// @param tokenizer `tokenizer_config.json`
/// @param template `chat_template.jinja`; empty when there is none
/// @param adapter `adapter_config.json`
/// @param pipeline `model_index.json`
record ModelConfig(
    JsonNode model, JsonNode tokenizer, String template, JsonNode adapter, JsonNode pipeline) {

  /// The longest configuration file that is read, in bytes.
  static final int MAX_BYTES = 4 << 20;

  /// The longest chat template, or other value, that is kept, in characters.
  static final int MAX_VALUE = 128 << 10;

  private static final String TEMPLATE = "chat_template";

  private static final List<String> TOKENS =
      List.of("bos_token", "eos_token", "pad_token", "unk_token", "mask_token");

  /// The kind of model, such as `llama`.
  Optional<String> modelType() {
    return text(model, "model_type");
  }

  /// The token to be filled in, of a model that does.
  Optional<String> maskToken() {
    return token("mask_token");
  }

  /// What `config` tells; empty when nothing does.
  Optional<ObjectNode> told() {
    ObjectNode told = YamlValues.emptyMapping();
    copy(model, told, "architectures", "model_type", "auto_map", "quantization_config");
    ObjectNode tokens = told(tokenizer);
    if (!tokens.isEmpty()) {
      told.set("tokenizer_config", tokens);
    }
    if (template.length() > 0 && template.length() <= MAX_VALUE) {
      told.put("chat_template_jinja", template);
    }
    nest(adapter, told, "peft", "base_model_name_or_path", "task_type", "peft_type");
    nest(pipeline, told, "diffusers", "_class_name");
    return told.isEmpty() ? Optional.empty() : Optional.of(told);
  }

  private ObjectNode told(JsonNode from) {
    ObjectNode told = YamlValues.emptyMapping();
    for (String name : TOKENS) {
      token(name).ifPresent(token -> told.put(name, token));
    }
    copy(from, told, TEMPLATE, "use_default_system_prompt");
    return told;
  }

  /// A token stands as text, or as an object with its `content`.
  private Optional<String> token(String name) {
    JsonNode token = tokenizer.path(name);
    return token.isObject() ? text(token, "content") : text(tokenizer, name);
  }

  private static void nest(JsonNode from, ObjectNode to, String name, String... keys) {
    ObjectNode nested = YamlValues.emptyMapping();
    copy(from, nested, keys);
    if (!nested.isEmpty()) {
      to.set(name, nested);
    }
  }

  private static void copy(JsonNode from, ObjectNode to, String... keys) {
    for (String key : keys) {
      JsonNode value = from.path(key);
      if (!value.isMissingNode() && !value.isNull() && value.toString().length() <= MAX_VALUE) {
        to.set(key, value);
      }
    }
  }

  private static Optional<String> text(JsonNode from, String key) {
    JsonNode value = from.path(key);
    boolean isKept = value.isTextual() && value.textValue().length() <= MAX_VALUE;
    return isKept && !value.textValue().isBlank()
        ? Optional.of(value.textValue())
        : Optional.empty();
  }
}

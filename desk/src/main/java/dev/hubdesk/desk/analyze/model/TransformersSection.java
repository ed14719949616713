package dev.hubdesk.desk.analyze.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.desk.Sizes;
import dev.hubdesk.desk.analyze.AnswerObject;
import dev.hubdesk.desk.analyze.Subject;
import java.util.List;
import java.util.Map;

/// The `transformers` object.
final class TransformersSection {

  /// The longest chat template that is repeated, in characters.
  private static final int MAX_TEMPLATE = 64 << 10;

  private TransformersSection() {}

  static AnswerObject of(Subject subject, List<Weight> weights) throws InterruptedException {
    JsonNode config = subject.metadata().config();
    Architecture architecture = Architecture.of(subject);
    String task = architecture.task(subject);
    var told =
        new AnswerObject()
            .put("architecture", architecture.name())
            .put("architecture_description", architecture.description())
            .put("task", task)
            .put("task_description", Architecture.inWords(task))
            .copy(config, "model_type")
            .put("hidden_size", Architecture.number(config, "hidden_size", "n_embd", "d_model"))
            .put("num_hidden_layers", Architecture.number(config, "num_hidden_layers", "n_layer"))
            .put(
                "num_attention_heads", Architecture.number(config, "num_attention_heads", "n_head"))
            .put("intermediate_size", Architecture.number(config, "intermediate_size", "n_inner"))
            .put("vocab_size", Architecture.number(config, "vocab_size"))
            .put(
                "num_experts",
                Architecture.number(config, "num_local_experts", "num_experts", "n_routed_experts"))
            .put("max_position_embeddings", Architecture.number(config, "max_position_embeddings"))
            .put(
                "context_length",
                Architecture.number(
                    config, "max_seq_len", "max_position_embeddings", "n_positions", "seq_length"));
    Parameters.of(subject, weights)
        .ifPresent(parameters ->
            told.put("estimated_parameters", parameters.human())
                .put("estimated_parameters_num", parameters.count())
                .put("parameters_from", parameters.from()));
    int shards = weights.stream().mapToInt(Weight::shards).max().orElse(0);
    return told.put("precision", Precision.of(subject, weights))
        .put("torch_dtype", Precision.declared(subject))
        .put("is_sharded", shards > 1)
        .put("shard_count", Math.max(shards, 1))
        .put("weight_files", weights.stream().limit(1_000).map(TransformersSection::file).toList())
        .put("tokenizer", tokenizer(subject.metadata().file("tokenizer_config.json"), config))
        .put("backends", backends(architecture))
        .put("special_tokens", specialTokens(subject.metadata().file("tokenizer_config.json")))
        .put("generation_config", subject.metadata().file("generation_config.json"));
  }

  private static Map<String, Object> file(Weight weight) {
    var told =
        new AnswerObject()
            .put("path", weight.file().path().text())
            .put("name", weight.file().path().name())
            .put("size", weight.file().size())
            .put("size_human", Sizes.human(weight.file().size()))
            .put("format", format(weight));
    if (weight.shards() > 0) {
      told.put("shard_index", weight.shard()).put("shard_total", weight.shards());
    }
    return told.map();
  }

  private static String format(Weight weight) {
    boolean isBin = weight.file().path().name().endsWith(".bin");
    return weight.format() == WeightFormat.PYTORCH && isBin
        ? "pytorch_bin"
        : weight.format().word();
  }

  private static Map<String, Object> tokenizer(JsonNode tokenizer, JsonNode config) {
    if (!tokenizer.isObject()) {
      return Map.of();
    }
    JsonNode template = tokenizer.path("chat_template");
    JsonNode longest = tokenizer.path("model_max_length");
    return new AnswerObject()
        .put("type", tokenizer.path("tokenizer_class"))
        .put("vocab_size", Architecture.number(config, "vocab_size"))
        .put("model_max_length", longest.canConvertToLong() ? longest.longValue() : null)
        .copy(tokenizer, "padding_side", "truncation_side", "add_bos_token", "add_eos_token")
        .put("chat_template", template.asText("").length() <= MAX_TEMPLATE ? template : null)
        .put("has_chat_template", !template.isMissingNode())
        .map();
  }

  private static Map<String, Object> specialTokens(JsonNode tokenizer) {
    var tokens = new AnswerObject();
    for (String name : List.of("bos_token", "eos_token", "pad_token", "unk_token", "mask_token")) {
      JsonNode token = tokenizer.path(name);
      tokens.put(name, token.isObject() ? token.path("content") : token);
    }
    return tokens.map();
  }

  private static List<String> backends(Architecture architecture) {
    return "text-generation".equals(architecture.byName())
        ? List.of("transformers", "vLLM", "text-generation-inference")
        : List.of("transformers");
  }
}

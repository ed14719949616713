package dev.hubdesk.desk.analyze.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.desk.analyze.AnswerObject;
import dev.hubdesk.desk.analyze.Findings;
import dev.hubdesk.desk.analyze.ItemMaker;
import dev.hubdesk.desk.analyze.Kind;
import dev.hubdesk.desk.analyze.KindAnalyzer;
import dev.hubdesk.desk.analyze.RelatedDownload;
import dev.hubdesk.desk.analyze.Subject;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Adapters: what they change, and the model that they need.
public final class LoraAnalyzer implements KindAnalyzer {

  @Override
  public Findings analyze(Subject subject) {
    JsonNode config = subject.metadata().file("adapter_config.json");
    String type = config.path("peft_type").asText("LORA");
    Optional<RepoId> base = base(subject, config);
    var told =
        new AnswerObject()
            .put("adapter_type", type)
            .put("adapter_description", description(type))
            .put("base_model", base.map(RepoId::path).orElse(null))
            .put("rank", config.path("r"))
            .put("alpha", config.path("lora_alpha"))
            .put("dropout", config.path("lora_dropout"))
            .put("target_modules", config.path("target_modules"))
            .copy(config, "bias", "task_type", "fan_in_fan_out", "init_lora_weights", "use_dora")
            .put("quant_type", config.path("quantization_config").path("quant_method"));
    List<RelatedDownload> related =
        base.map(repo ->
                List.of(
                    new RelatedDownload(
                        "base_model",
                        repo.path(),
                        repo.name(),
                        "The model that this adapter changes",
                        true)))
            .orElse(List.of());
    return new Findings(
        Kind.LORA.description(),
        Map.of("lora", told.map()),
        new ItemMaker(subject.filters()).items(new ModelParts(subject.files()).parts()),
        related);
  }

  /// As the adapter names it, else as the card does. A folder on somebody's machine is no
  /// repository.
  private static Optional<RepoId> base(Subject subject, JsonNode config) {
    JsonNode card = subject.info().path("cardData").path("base_model");
    return RepoId.parse(RepoType.MODEL, config.path("base_model_name_or_path").asText(""))
        .or(() -> RepoId.parse(RepoType.MODEL, (card.isArray() ? card.path(0) : card).asText("")));
  }

  private static String description(String type) {
    return switch (type) {
      case "LORA" -> "Low-rank adaptation";
      case "ADALORA" -> "Low-rank adaptation with a budget";
      case "IA3" -> "Scales inner activations";
      case "PREFIX_TUNING" -> "Prefix tuning";
      case "PROMPT_TUNING" -> "Prompt tuning";
      case "P_TUNING" -> "P-tuning";
      default -> "Adapter";
    };
  }
}

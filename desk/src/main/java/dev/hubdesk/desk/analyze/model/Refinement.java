package dev.hubdesk.desk.analyze.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.desk.analyze.Kind;
import dev.hubdesk.desk.analyze.Subject;
import java.util.Locale;
import java.util.Set;

/// Which senses a model has, and how it is quantized, by its configuration; what the endpoint's
/// `pipeline_tag` says counts where the configuration is silent. A `processor_config.json` alone
/// says nothing: text models and speech models have one too.
public final class Refinement {

  private static final Set<String> MULTIMODAL_TYPES =
      Set.of(
          "llava",
          "blip",
          "clip",
          "flava",
          "git",
          "pix2struct",
          "idefics",
          "fuyu",
          "paligemma",
          "internvl",
          "cogvlm",
          "mllama",
          "phi4mm",
          "siglip",
          "florence",
          "kosmos",
          "chameleon",
          "janus",
          "smolvlm",
          "pixtral",
          "molmo",
          "ovis",
          "minicpmv",
          "altclip",
          "align",
          "bridgetower",
          "vilt",
          "lxmert",
          "visualbert",
          "instructblip",
          "owlvit",
          "owlv2",
          "groupvit",
          "aria",
          "emu3",
          "colpali",
          "colqwen2",
          "layoutlmv2",
          "layoutlmv3",
          "donut",
          "udop");
  private static final Set<String> AUDIO_TYPES =
      Set.of(
          "whisper",
          "wav2vec2",
          "hubert",
          "speech_to_text",
          "audio",
          "tts",
          "vits",
          "speecht5",
          "bark",
          "encodec",
          "musicgen",
          "seamless",
          "wavlm",
          "unispeech",
          "clap",
          "moonshine",
          "parakeet",
          "dac",
          "mimi",
          "csm",
          "dia",
          "sew",
          "data2vec_audio",
          "fastspeech2",
          "univnet",
          "granite_speech",
          "kyutai",
          "pop2piano");
  private static final Set<String> VISION_TYPES =
      Set.of(
          "vit",
          "resnet",
          "convnext",
          "convnextv2",
          "swin",
          "swinv2",
          "deit",
          "beit",
          "detr",
          "yolos",
          "segformer",
          "dpt",
          "dinov2",
          "dinov3",
          "mobilenet",
          "efficientnet",
          "regnet",
          "sam",
          "sam2",
          "maskformer",
          "mask2former",
          "oneformer",
          "depth_anything",
          "glpn",
          "levit",
          "cvt",
          "pvt",
          "poolformer",
          "rt_detr",
          "timm_wrapper",
          "upernet",
          "vitmatte",
          "hiera",
          "mobilevit");

  private Refinement() {}

  /// The kind that the metadata makes of the one that the names said.
  public static Kind of(Kind byNames, Subject subject) {
    return switch (byNames) {
      case GPTQ -> method(subject).equals("awq") ? Kind.AWQ : Kind.GPTQ;
      case TRANSFORMERS ->
          switch (method(subject)) {
            case "gptq" -> Kind.GPTQ;
            case "awq" -> Kind.AWQ;
            default -> bySense(byNames, subject);
          };
      case GENERIC -> isAdapter(subject) ? Kind.LORA : bySense(byNames, subject);
      default -> byNames;
    };
  }

  private static String method(Subject subject) {
    return QuantizedConfig.of(subject.metadata()).path("quant_method").asText("");
  }

  /// Adapters of diffusers have no configuration, only a well-known name.
  private static boolean isAdapter(Subject subject) {
    return subject.file("pytorch_lora_weights.safetensors").isPresent()
        || (subject.hasTag("lora") && !ModelSections.rootWeights(subject).isEmpty());
  }

  private static Kind bySense(Kind otherwise, Subject subject) {
    JsonNode config = subject.metadata().config();
    if (isMultimodal(config)) {
      return Kind.MULTIMODAL;
    }
    JsonNode processor = subject.metadata().file("preprocessor_config.json");
    if (isOf(AUDIO_TYPES, config) || hears(processor)) {
      return Kind.AUDIO;
    }
    if (isOf(VISION_TYPES, config)) {
      return Kind.VISION;
    }
    if (sees(processor)) {
      return config.has("text_config") || config.has("vocab_size") || speaks(config)
          ? Kind.MULTIMODAL
          : Kind.VISION;
    }
    return byTask(otherwise, subject);
  }

  private static boolean isMultimodal(JsonNode config) {
    int senses = 0;
    for (String part :
        new String[] {"text_config", "vision_config", "audio_config", "video_config"}) {
      senses += config.path(part).isObject() ? 1 : 0;
    }
    boolean isBesideText =
        config.has("vocab_size")
            && (config.path("vision_config").isObject() || config.path("audio_config").isObject());
    return senses > 1 || isBesideText || isOf(MULTIMODAL_TYPES, config) || endsLikeVision(config);
  }

  /// `qwen2_5_vl`, `qwen3_vl_moe`, `glm4v`, `phi3_v`.
  private static boolean endsLikeVision(JsonNode config) {
    return type(config).matches(".*(_vl|_vl_moe|_vlm|\\dv|_v)");
  }

  private static boolean isOf(Set<String> types, JsonNode config) {
    String type = type(config);
    return types.stream()
        .anyMatch(known ->
            type.equals(known)
                || type.startsWith(known + "_")
                || type.startsWith(known + "-")
                || (type.startsWith(known) && type.substring(known.length()).matches("\\d+.*")));
  }

  private static String type(JsonNode config) {
    return config.path("model_type").asText("").toLowerCase(Locale.ROOT);
  }

  private static boolean speaks(JsonNode config) {
    return config.path("architectures").path(0).asText("").contains("ForConditionalGeneration");
  }

  private static boolean hears(JsonNode processor) {
    String extractor = processor.path("feature_extractor_type").asText("");
    return processor.has("num_mel_bins")
        || (processor.has("sampling_rate") && !processor.has("image_mean"))
        || extractor.matches("(?i).*(whisper|wav2vec|speech|audio|mel|ASTFeature|clap|encodec).*");
  }

  private static boolean sees(JsonNode processor) {
    return processor.has("image_mean")
        || processor.has("image_std")
        || processor.has("image_processor_type");
  }

  private static Kind byTask(Kind otherwise, Subject subject) {
    return switch (subject.told("pipeline_tag")) {
      case "image-text-to-text",
          "any-to-any",
          "visual-question-answering",
          "document-question-answering",
          "video-text-to-text",
          "audio-text-to-text",
          "image-to-text",
          "visual-document-retrieval" ->
          Kind.MULTIMODAL;
      case "automatic-speech-recognition",
          "text-to-speech",
          "text-to-audio",
          "audio-classification",
          "audio-to-audio",
          "voice-activity-detection" ->
          Kind.AUDIO;
      case "image-classification",
          "object-detection",
          "image-segmentation",
          "depth-estimation",
          "image-feature-extraction",
          "mask-generation",
          "keypoint-detection",
          "video-classification",
          "zero-shot-object-detection" ->
          Kind.VISION;
      default -> otherwise;
    };
  }
}

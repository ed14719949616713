package dev.hubdesk.desk.analyze;

import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.TreeEntry;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/// The kinds of repositories, by the word that the API has for them. What is newer than these words
/// (sentence transformers, MLX, EXL2 …) is told by objects beside the type, not by new words.
public enum Kind {
  /// Rows of data.
  DATASET("dataset", "Dataset"),
  /// For llama.cpp and its kin.
  GGUF("gguf", "GGUF quantized model (llama.cpp, Ollama)"),
  /// A pipeline of components.
  DIFFUSERS("diffusers", "Diffusers pipeline"),
  /// An adapter to another model.
  LORA("lora", "Adapter (LoRA, PEFT)"),
  /// Quantized by GPTQ, or a method with the same configuration file.
  GPTQ("gptq", "GPTQ quantized model"),
  /// Quantized by AWQ.
  AWQ("awq", "AWQ quantized model"),
  /// A model of the transformers library.
  TRANSFORMERS("transformers", "Transformers model"),
  /// A model for an ONNX runtime.
  ONNX("onnx", "ONNX model"),
  /// A model that hears or speaks.
  AUDIO("audio", "Audio model"),
  /// A model that sees.
  VISION("vision", "Vision model"),
  /// A model of more than one sense.
  MULTIMODAL("multimodal", "Multimodal model"),
  /// Everything else.
  GENERIC("generic", "Repository");

  private static final String QUANTIZATION = "quantization_config.json";

  private final String word;
  private final String description;

  Kind(String word, String description) {
    this.word = word;
    this.description = description;
  }

  /// As the API says it.
  public String word() {
    return word;
  }

  /// As people say it.
  public String description() {
    return description;
  }

  /// The paths of the configuration files that are looked at.
  Set<String> metadata() {
    return switch (this) {
      case DATASET -> Set.of();
      case GGUF -> Set.of("config.json", QUANTIZATION);
      case DIFFUSERS -> Set.of("model_index.json", QUANTIZATION);
      case LORA -> Set.of("adapter_config.json", QUANTIZATION);
      case GPTQ, AWQ, TRANSFORMERS, ONNX, AUDIO, VISION, MULTIMODAL, GENERIC ->
          Set.of(
              "config.json",
              "quantize_config.json",
              QUANTIZATION,
              "tokenizer_config.json",
              "generation_config.json",
              "preprocessor_config.json",
              "processor_config.json",
              "modules.json",
              "config_sentence_transformers.json",
              "sentence_bert_config.json",
              "1_Pooling/config.json");
    };
  }

  /// What the names of a model's files say. The first that fits: GGUF, diffusers, adapters, GPTQ,
  /// transformers, ONNX.
  public static Kind of(List<TreeEntry.File> files) {
    if (any(files, path -> lower(path).endsWith(".gguf"))) {
      return GGUF;
    }
    if (any(files, path -> path.name().equals("model_index.json"))) {
      return DIFFUSERS;
    }
    if (any(files, path -> path.name().equals("adapter_config.json"))) {
      return LORA;
    }
    if (any(files, Kind::isRootWeight)) {
      if (any(files, path -> path.text().equals("quantize_config.json"))) {
        return GPTQ;
      }
      if (any(files, path -> path.text().equals("config.json"))) {
        return TRANSFORMERS;
      }
    }
    return any(files, path -> lower(path).endsWith(".onnx")) ? ONNX : GENERIC;
  }

  /// Whether a file is a model's weights at the root, as far as names tell.
  static boolean isRootWeight(RepoPath path) {
    String name = lower(path);
    return Subject.isAtRoot(path)
        && (name.endsWith(".safetensors")
            || (name.endsWith(".bin")
                && !name.contains("tokenizer")
                && !name.equals("training_args.bin")
                && !name.startsWith("optimizer")));
  }

  private static boolean any(List<TreeEntry.File> files, Predicate<RepoPath> predicate) {
    return files.stream().map(TreeEntry.File::path).anyMatch(predicate);
  }

  private static String lower(RepoPath path) {
    return path.text().toLowerCase(Locale.ROOT);
  }
}

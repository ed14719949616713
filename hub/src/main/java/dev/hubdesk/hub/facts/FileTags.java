package dev.hubdesk.hub.facts;

import dev.hubdesk.git.FileNames.FileName;
import dev.hubdesk.protocol.RepoType;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/// What the names of files tell: the libraries that can load a model, the format of a dataset.
final class FileTags {

  /// In the order in which huggingface.co tells them.
  private static final List<Map.Entry<String, Predicate<String>>> MODEL =
      List.of(
          rule("diffusers", is("model_index.json")),
          rule("sentence-transformers", is("config_sentence_transformers.json")),
          rule("peft", is("adapter_config.json")),
          rule("pytorch", name -> name.endsWith(".bin") && name.contains("pytorch_model")),
          rule("tf", ends("tf_model.h5")),
          rule("jax", ends("flax_model.msgpack")),
          rule("rust", ends("rust_model.ot")),
          rule("tflite", ends(".tflite")),
          rule("coreml", ends(".mlmodel")),
          rule("onnx", ends(".onnx")),
          rule("openvino", ends("openvino_model.xml")),
          rule("safetensors", ends(".safetensors")),
          rule("gguf", ends(".gguf")),
          rule("keras", ends(".keras")),
          rule("nemo", ends(".nemo")),
          rule("joblib", ends(".joblib")),
          rule("llamafile", ends(".llamafile")),
          rule("tensorboard", name -> name.contains(".tfevents.")));

  private static final List<Map.Entry<String, Predicate<String>>> DATASET =
      List.of(
          rule("format:parquet", ends(".parquet")),
          rule("format:csv", ends(".csv", ".tsv")),
          rule("format:json", ends(".json", ".jsonl")),
          rule("format:arrow", ends(".arrow")),
          rule("format:text", ends(".txt")),
          rule("format:webdataset", ends(".tar")),
          rule("modality:image", ends(".png", ".jpg", ".jpeg", ".webp")),
          rule("modality:audio", ends(".wav", ".mp3", ".flac", ".ogg")),
          rule("modality:video", ends(".mp4", ".mkv", ".webm")));

  private FileTags() {}

  /// The tags of these files, in a fixed order.
  static SortedSet<String> of(RepoType type, Collection<FileName> files) {
    List<Map.Entry<String, Predicate<String>>> rules = rules(type);
    var tags = new TreeSet<String>();
    for (FileName file : files) {
      String name = file.path().name().toLowerCase(Locale.ROOT);
      for (Map.Entry<String, Predicate<String>> rule : rules) {
        if (!tags.contains(rule.getKey()) && rule.getValue().test(name)) {
          tags.add(rule.getKey());
        }
      }
    }
    return tags;
  }

  /// In the order of the rules.
  static List<String> inOrder(RepoType type, Collection<String> tags) {
    return rules(type).stream().map(Map.Entry::getKey).filter(tags::contains).toList();
  }

  private static List<Map.Entry<String, Predicate<String>>> rules(RepoType type) {
    return switch (type) {
      case MODEL -> MODEL;
      case DATASET -> DATASET;
      case SPACE -> List.of();
    };
  }

  private static Map.Entry<String, Predicate<String>> rule(String tag, Predicate<String> name) {
    return Map.entry(tag, name);
  }

  private static Predicate<String> is(String wanted) {
    return wanted::equals;
  }

  private static Predicate<String> ends(String... suffixes) {
    return name -> {
      for (String suffix : suffixes) {
        if (name.endsWith(suffix)) {
          return true;
        }
      }
      return false;
    };
  }
}

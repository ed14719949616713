package dev.hubdesk.desk.analyze.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The forms in which weights are stored, the one to prefer first.
public enum WeightFormat {
  /// Loads without running code of the repository.
  SAFETENSORS("Safetensors", 5, ".safetensors"),
  /// Python's pickle: loading it may run code.
  PYTORCH("PyTorch", 3, ".bin", ".pt", ".pth", ".ckpt"),
  /// Arrays of NumPy, as early MLX models have them.
  NUMPY("NumPy", 3, ".npz"),
  /// TensorFlow and Keras.
  TENSORFLOW("TensorFlow", 3, ".h5", ".keras"),
  /// JAX.
  FLAX("Flax", 3, ".msgpack"),
  /// For ONNX runtimes.
  ONNX("ONNX", 4, ".onnx", ".onnx_data", ".onnx.data"),
  /// For Intel's runtime.
  OPENVINO("OpenVINO", 4),
  /// For Apple's runtime.
  COREML("Core ML", 4, ".mlmodel", ".mlmodelc", ".mlpackage"),
  /// For the Rust library of that name.
  RUST("Rust (tch)", 3, ".ot"),
  /// For phones.
  TFLITE("TensorFlow Lite", 4, ".tflite");

  private final String label;
  private final int quality;
  private final String suffixes;

  WeightFormat(String label, int quality, String... suffixes) {
    this.label = label;
    this.quality = quality;
    this.suffixes = String.join(" ", suffixes);
  }

  /// As people say it.
  public String label() {
    return label;
  }

  /// As items are called: `safetensors`, `pytorch`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// 1 to 5.
  int quality() {
    return quality;
  }

  /// The forms of filters that people use.
  List<String> forms() {
    return this == SAFETENSORS ? List.of(word()) : suffixes();
  }

  private List<String> suffixes() {
    return suffixes.isEmpty() ? List.of() : List.of(suffixes.split(" ", -1));
  }

  /// The format that a path in lower case has.
  static Optional<WeightFormat> of(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (path.contains(".mlpackage/") || path.contains(".mlmodelc/")) {
      return Optional.of(COREML);
    }
    if (name.startsWith("openvino_") && (name.endsWith(".bin") || name.endsWith(".xml"))) {
      return Optional.of(OPENVINO);
    }
    for (WeightFormat format : values()) {
      if (format.suffixes().stream().anyMatch(name::endsWith)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }
}

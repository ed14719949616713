package dev.hubdesk.hub.repos;

import dev.hubdesk.hub.commits.LfsRules;
import dev.hubdesk.protocol.RepoType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;

/// The `.gitattributes` that a repository starts with, so that a git client keeps large files in
/// LFS too: the patterns of the public Hub and the server's own suffixes.
final class DefaultAttributes {

  private static final List<String> SUFFIXES =
      List.of(
          "7z",
          "arrow",
          "bin",
          "bz2",
          "ckpt",
          "ftz",
          "gz",
          "h5",
          "joblib",
          "mlmodel",
          "model",
          "msgpack",
          "npy",
          "npz",
          "onnx",
          "ot",
          "parquet",
          "pb",
          "pickle",
          "pkl",
          "pt",
          "pth",
          "rar",
          "safetensors",
          "tar",
          "tflite",
          "tgz",
          "wasm",
          "xz",
          "zip",
          "zst");

  private static final List<String> PATTERNS =
      List.of("*.lfs.*", "*.tar.*", "saved_model/**/*", "*tfevents*");

  private static final List<String> DATASET_SUFFIXES =
      List.of(
          "aac", "bmp", "flac", "gif", "jpeg", "jpg", "mp3", "mp4", "ogg", "pcm", "png", "raw",
          "sam", "tiff", "wav", "webm", "webp");

  private DefaultAttributes() {}

  static byte[] of(RepoType type) {
    var patterns = new TreeSet<String>(PATTERNS);
    SUFFIXES.forEach(suffix -> patterns.add("*." + suffix));
    LfsRules.SUFFIXES.forEach(suffix -> patterns.add("*" + suffix));
    if (type == RepoType.DATASET) {
      DATASET_SUFFIXES.forEach(suffix -> patterns.add("*." + suffix));
    }
    var text = new StringBuilder();
    patterns.forEach(
        pattern -> text.append(pattern).append(" filter=lfs diff=lfs merge=lfs -text\n"));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}

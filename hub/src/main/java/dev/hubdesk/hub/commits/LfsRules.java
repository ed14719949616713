package dev.hubdesk.hub.commits;

import dev.hubdesk.catalog.RepositorySettings;
import dev.hubdesk.git.LfsAttributes;
import dev.hubdesk.protocol.RepoPath;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Which files go to LFS: what `.gitattributes` says, else by suffix, size or content.
///
/// @param threshold a file of more bytes is an LFS file whatever else holds
/// @param suffixes in lower case
public record LfsRules(long threshold, List<String> suffixes) {

  /// The server's own suffixes: model formats, archives, data, media, images.
  public static final List<String> SUFFIXES =
      List.of(
          ".safetensors",
          ".bin",
          ".pt",
          ".pth",
          ".ckpt",
          ".onnx",
          ".pb",
          ".h5",
          ".tflite",
          ".gguf",
          ".ggml",
          ".msgpack",
          ".zip",
          ".tar",
          ".gz",
          ".bz2",
          ".xz",
          ".7z",
          ".rar",
          ".npy",
          ".npz",
          ".arrow",
          ".parquet",
          ".mp4",
          ".avi",
          ".mkv",
          ".mov",
          ".wav",
          ".mp3",
          ".flac",
          ".tiff",
          ".tif");

  public LfsRules {
    suffixes = List.copyOf(suffixes);
  }

  /// The server's own rules.
  public LfsRules(long threshold) {
    this(threshold, SUFFIXES);
  }

  /// These rules with those of a repository: its threshold holds instead of this one, its suffixes
  /// beside these.
  public LfsRules with(RepositorySettings.Lfs own) {
    return new LfsRules(
        own.threshold() == null ? threshold : own.threshold(),
        Stream.concat(suffixes.stream(), own.suffixes().stream()).distinct().toList());
  }

  /// Whether a file belongs in LFS. An empty file never does: stock clients always commit it as a
  /// regular one.
  ///
  /// @param sample the first bytes of the content
  public boolean isLfs(RepoPath path, long size, byte[] sample, LfsAttributes attributes) {
    if (size == 0) {
      return false;
    }
    if (size > threshold) {
      return true;
    }
    return switch (attributes.filter(path)) {
      case LFS -> true;
      case NOT_LFS -> false;
      case SILENT -> hasSuffix(path) || isBinary(sample);
    };
  }

  private boolean hasSuffix(RepoPath path) {
    String name = path.name().toLowerCase(Locale.ROOT);
    return suffixes.stream().anyMatch(name::endsWith);
  }

  /// Whether a sample holds a control character that no text holds. Bytes above 127 say nothing:
  /// text comes in many encodings.
  static boolean isBinary(byte[] sample) {
    for (byte b : sample) {
      boolean text = b < 0 || b >= 0x20 || (b >= '\b' && b <= '\r') || b == 0x1b;
      if (!text) {
        return true;
      }
    }
    return false;
  }
}

package dev.hubdesk.hub.commits;

import dev.hubdesk.git.LfsAttributes;
import dev.hubdesk.protocol.RepoPath;
import java.util.List;
import java.util.Locale;

/// Which files go to LFS: what `.gitattributes` says, else by suffix, size or content.
///
/// @param threshold a file of more bytes is an LFS file whatever else holds
public record LfsRules(long threshold) {

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

  private static boolean hasSuffix(RepoPath path) {
    String name = path.name().toLowerCase(Locale.ROOT);
    return SUFFIXES.stream().anyMatch(name::endsWith);
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

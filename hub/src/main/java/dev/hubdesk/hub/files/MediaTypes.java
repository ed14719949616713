package dev.hubdesk.hub.files;

import dev.hubdesk.protocol.RepoPath;
import java.util.Locale;
import java.util.Map;

/// Which `Content-Type` a file is sent with. Nothing is ever sent as a type that a browser would
/// run: pages and scripts are plain text.
final class MediaTypes {

  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String BYTES = "application/octet-stream";

  private static final Map<String, String> BY_SUFFIX =
      Map.ofEntries(
          Map.entry("json", "application/json"),
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("gif", "image/gif"),
          Map.entry("webp", "image/webp"),
          Map.entry("avif", "image/avif"),
          Map.entry("mp4", "video/mp4"),
          Map.entry("webm", "video/webm"),
          Map.entry("mp3", "audio/mpeg"),
          Map.entry("wav", "audio/wav"),
          Map.entry("flac", "audio/flac"));

  private MediaTypes() {}

  /// The type of a file.
  ///
  /// @param large an LFS file: unless its suffix says more, it is bytes
  static String of(RepoPath path, boolean large) {
    String name = path.name().toLowerCase(Locale.ROOT);
    int dot = name.lastIndexOf('.');
    return BY_SUFFIX.getOrDefault(name.substring(dot + 1), large ? BYTES : TEXT);
  }
}

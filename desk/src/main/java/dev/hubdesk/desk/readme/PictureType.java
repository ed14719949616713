package dev.hubdesk.desk.readme;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Which kind of raster image some bytes are, by the bytes alone: what a server calls them counts
/// for nothing. SVG is none: it is a document that can hold anything.
final class PictureType {

  /// How many bytes tell.
  static final int HEAD = 32;

  private PictureType() {}

  /// The media type; empty for everything that is no raster image.
  static Optional<String> of(byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1);
    if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
      return Optional.of("image/png");
    }
    if (text.startsWith("\u00ff\u00d8\u00ff")) {
      return Optional.of("image/jpeg");
    }
    if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) {
      return Optional.of("image/gif");
    }
    if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) {
      return Optional.of("image/webp");
    }
    if (text.startsWith("ftypavif", 4) || text.startsWith("ftypavis", 4)) {
      return Optional.of("image/avif");
    }
    return text.startsWith("BM") && head.length >= 26 ? Optional.of("image/bmp") : Optional.empty();
  }
}

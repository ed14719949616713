package dev.hubdesk.web;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/// One file of the pages, ready to be sent.
public final class Asset {

  /// A file of any other kind is not served.
  private static final Map<String, String> MEDIA_TYPES =
      Map.of(
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml");

  private final byte[] content;
  private final String mediaType;
  private final String etag;

  Asset(byte[] content, String mediaType, String etag) {
    this.content = content.clone();
    this.mediaType = mediaType;
    this.etag = etag;
  }

  static Optional<String> mediaTypeOf(String path) {
    return Optional.ofNullable(MEDIA_TYPES.get(path.substring(path.lastIndexOf('.') + 1)));
  }

  /// Its length in bytes.
  public int length() {
    return content.length;
  }

  /// The value of `Content-Type`.
  public String mediaType() {
    return mediaType;
  }

  /// Its entity tag, without quotes.
  public String etag() {
    return etag;
  }

  /// Opens `length` bytes from `offset`, both inside it.
  public InputStream open(long offset, long length) {
    return new ByteArrayInputStream(content, (int) offset, (int) length);
  }
}

package dev.hubdesk.desk.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PictureTypeTest {

  private static String type(String head) {
    return PictureType.of(head.getBytes(StandardCharsets.ISO_8859_1)).orElse("none");
  }

  @Test
  void rasterImagesAreKnownByTheirFirstBytes() {
    assertThat(type("\u0089PNG\r\n\u001a\n....")).isEqualTo("image/png");
    assertThat(type("\u00ff\u00d8\u00ff\u00e0")).isEqualTo("image/jpeg");
    assertThat(type("GIF89a..")).isEqualTo("image/gif");
    assertThat(type("RIFF....WEBPVP8 ")).isEqualTo("image/webp");
    assertThat(type("....ftypavif")).isEqualTo("image/avif");
    assertThat(type("BM" + ".".repeat(24))).isEqualTo("image/bmp");
  }

  @Test
  void documentsAreNone() {
    for (String text :
        new String[] {
          "", "<svg xmlns=", "<?xml", "<html>", "%PDF-1.7", "BM", "RIFF....WAVE", "GIF8"
        }) {
      assertThat(type(text)).as(text).isEqualTo("none");
    }
  }
}

package dev.hubdesk.desk.analyze.gguf;

import static dev.hubdesk.desk.testing.Files.files;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.desk.analyze.SelectableItem;
import dev.hubdesk.desk.analyze.Subjects;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GgufHeaderTest {

  private static byte[] head(int fileType) {
    var out = new ByteArrayOutputStream();
    out.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(number(4, 3));
    out.writeBytes(number(8, 10));
    out.writeBytes(number(8, 4));
    text(out, "general.architecture");
    out.writeBytes(number(4, 8));
    text(out, "llama");
    text(out, "general.tags");
    out.writeBytes(number(4, 9));
    out.writeBytes(number(4, 8));
    out.writeBytes(number(8, 2));
    text(out, "a");
    text(out, "bc");
    text(out, "llama.rope.freq_base");
    out.writeBytes(number(4, 6));
    out.writeBytes(number(4, 0));
    text(out, "general.file_type");
    out.writeBytes(number(4, 4));
    out.writeBytes(number(4, fileType));
    return out.toByteArray();
  }

  private static void text(ByteArrayOutputStream out, String text) {
    out.writeBytes(number(8, text.length()));
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] number(int width, long value) {
    byte[] bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
    return Arrays.copyOf(bytes, width);
  }

  @Test
  void theFileSaysHowItIsQuantized() {
    assertThat(GgufHeader.quant(head(15))).contains(new Quant("Q4_K_M"));
    assertThat(GgufHeader.quant(head(38))).contains(new Quant("MXFP4_MOE"));
    assertThat(GgufHeader.quant(head(999))).isEmpty();
  }

  @Test
  void whatIsNoHeaderOrIsCutTellsNothing() {
    byte[] head = head(15);
    for (int length = 0; length < head.length; length++) {
      assertThat(GgufHeader.quant(Arrays.copyOf(head, length))).isEmpty();
    }
    var random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      byte[] damaged = head.clone();
      damaged[random.nextInt(24)] = (byte) random.nextInt();
      damaged[24 + random.nextInt(damaged.length - 24)] = (byte) random.nextInt();
      assertThat(GgufHeader.quant(damaged)).isNotNull();
    }
  }

  @Test
  void aNameThatTellsNothingIsAsked() throws InterruptedException {
    var subject = Subjects.withBytes(files("model.gguf"), "{}", Map.of("model.gguf", head(18)));

    assertThat(new GgufAnalyzer().analyze(subject).items())
        .singleElement()
        .satisfies(item -> {
          assertThat(item.label()).isEqualTo("Q6_K");
          assertThat(item.id()).isEqualTo("q6_k");
          assertThat(item.filterValue()).isEqualTo("model");
          assertThat(item.quality()).isEqualTo(5);
        });
  }

  @Test
  void whoSaysHowMuchMemoryThereIsGetsTheBestThatFits() throws InterruptedException {
    var subject = Subjects.of(files("m-Q2_K.gguf", "m-Q4_K_M.gguf", "m-Q8_0.gguf"));

    assertThat(new GgufAnalyzer().analyze(subject.within(1L << 30)).items())
        .filteredOn(SelectableItem::recommended)
        .extracting(SelectableItem::label)
        .containsExactly("Q8_0");
    assertThat(new GgufAnalyzer().analyze(subject.within(1)).items())
        .filteredOn(SelectableItem::recommended)
        .hasSize(1);
  }
}

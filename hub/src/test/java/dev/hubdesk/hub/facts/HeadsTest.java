package dev.hubdesk.hub.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.protocol.FailureException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeadsTest {

  private static byte[] safetensors(String header) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + json.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .array();
  }

  private static Optional<SafetensorsHead> read(byte[] file) throws IOException {
    return SafetensorsHead.read(
        new HeadReader(new ByteArrayInputStream(file), SafetensorsHead.MAX_BYTES + 8), file.length);
  }

  @Test
  void countsParametersByType() throws IOException {
    byte[] file =
        safetensors(
            """
            {"__metadata__":{"format":"pt"},
             "a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},
             "b":{"dtype":"BF16","shape":[10],"data_offsets":[24,44]},
             "c":{"dtype":"F32","shape":[],"data_offsets":[44,48]}}
            """);
    assertThat(read(file).orElseThrow().json())
        .hasToString("{\"parameters\":{\"BF16\":10,\"F32\":7},\"total\":17}");
  }

  @Test
  void aLyingHeaderIsNoHeader() throws IOException {
    String overflow = "{\"a\":{\"dtype\":\"F32\",\"shape\":[9223372036854775807,2]}}";
    String negative = "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1]}}";
    String type = "{\"a\":{\"dtype\":\"<script>\",\"shape\":[1]}}";
    for (String header :
        new String[] {"", "{}", "[]", "{\"a\":1}", "{", overflow, negative, type}) {
      assertThat(read(safetensors(header))).as(header).isEmpty();
    }
    byte[] longer = safetensors("{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}");
    longer[0]++;
    assertThat(read(longer)).isEmpty();
    byte[] huge = new byte[16];
    Arrays.fill(huge, (byte) 0xff);
    assertThat(read(huge)).isEmpty();
    assertThat(read(new byte[3])).isEmpty();
  }

  @Test
  void aHeaderHasALimit() throws IOException {
    byte[] length =
        ByteBuffer.allocate(8)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(SafetensorsHead.MAX_BYTES)
            .array();
    var edge = new HeadReader(new ByteArrayInputStream(length), Long.MAX_VALUE);
    assertThatNoException()
        .isThrownBy(() -> SafetensorsHead.enter(edge, SafetensorsHead.MAX_BYTES + 8));
    length[0]++;
    var above = new HeadReader(new ByteArrayInputStream(length), Long.MAX_VALUE);
    assertThatExceptionOfType(FailureException.class)
        .isThrownBy(() -> SafetensorsHead.enter(above, Long.MAX_VALUE));
    byte[] gguf = gguf();
    assertThat(GgufHead.read(new HeadReader(new ByteArrayInputStream(gguf), gguf.length)))
        .isPresent();
    assertThat(GgufHead.read(new HeadReader(new ByteArrayInputStream(gguf), gguf.length - 1)))
        .isEmpty();
  }

  @Test
  void aValueOfAGgufHasALimit() throws IOException {
    for (int over = 0; over < 2; over++) {
      byte[] file =
          new Gguf()
              .number(0x46554747, 4)
              .number(3, 4)
              .number(0, 8)
              .number(1, 8)
              .text("tokenizer.chat_template")
              .number(8, 4)
              .text("x".repeat(GgufHead.MAX_VALUE + over))
              .bytes();
      assertThat(readGguf(file).orElseThrow().has("chat_template")).isEqualTo(over == 0);
    }
  }

  private static final class Gguf {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Gguf number(long value, int bytes) {
      for (int i = 0; i < bytes; i++) {
        out.write((int) (value >>> (8 * i)));
      }
      return this;
    }

    Gguf text(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      number(bytes.length, 8);
      out.writeBytes(bytes);
      return this;
    }

    byte[] bytes() {
      return out.toByteArray();
    }
  }

  private static byte[] gguf() {
    return new Gguf()
        .number(0x46554747, 4)
        .number(3, 4)
        .number(2, 8)
        .number(4, 8)
        .text("general.architecture")
        .number(8, 4)
        .text("llama")
        .text("tokenizer.ggml.tokens")
        .number(9, 4)
        .number(8, 4)
        .number(2, 8)
        .text("<s>")
        .text("</s>")
        .text("llama.context_length")
        .number(4, 4)
        .number(4096, 4)
        .text("tokenizer.chat_template")
        .number(8, 4)
        .text("{{ x }}")
        .text("a")
        .number(2, 4)
        .number(10, 8)
        .number(20, 8)
        .number(0, 4)
        .number(0, 8)
        .text("b")
        .number(1, 4)
        .number(5, 8)
        .number(0, 4)
        .number(0, 8)
        .bytes();
  }

  private static Optional<? extends JsonNode> readGguf(byte[] file) throws IOException {
    return GgufHead.read(new HeadReader(new ByteArrayInputStream(file), GgufHead.MAX_BYTES));
  }

  @Test
  void readsTheHeadOfAGguf() throws IOException {
    assertThat(readGguf(gguf()).orElseThrow())
        .hasToString(
            "{\"total\":205,\"architecture\":\"llama\",\"context_length\":4096,"
                + "\"chat_template\":\"{{ x }}\"}");
  }

  @Test
  void noMutationOfAGgufHurts() throws IOException {
    byte[] good = gguf();
    var random = new Random(7);
    for (int i = 0; i < 5_000; i++) {
      byte[] bad = Arrays.copyOf(good, random.nextInt(good.length + 1));
      for (int j = 0; j < 1 + random.nextInt(3) && bad.length > 0; j++) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
      Optional<? extends JsonNode> told = readGguf(bad);
      assertThat(told.map(t -> t.path("total").longValue()).orElse(0L)).isNotNegative();
    }
  }
}

package dev.hubdesk.desk.analyze.gguf;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// The beginning of a GGUF file, as far as it says how the weights are stored
/// (`general.file_type`). What stands behind the bytes that were read is not known, and not needed:
/// general keys come first.
final class GgufHeader {

  /// How much of a file is read, in bytes.
  static final int MAX_BYTES = 256 << 10;

  private static final int MAGIC = 0x46554747;
  private static final int UINT32 = 4;
  private static final int STRING = 8;
  private static final int ARRAY = 9;
  private static final int MAX_KEY = 1_024;
  private static final int[] WIDTHS = {1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8};

  /// The numbers that llama.cpp gives to mixtures of types.
  private static final Map<Integer, String> TYPES =
      Map.ofEntries(
          Map.entry(0, "F32"),
          Map.entry(1, "F16"),
          Map.entry(2, "Q4_0"),
          Map.entry(3, "Q4_1"),
          Map.entry(7, "Q8_0"),
          Map.entry(8, "Q5_0"),
          Map.entry(9, "Q5_1"),
          Map.entry(10, "Q2_K"),
          Map.entry(11, "Q3_K_S"),
          Map.entry(12, "Q3_K_M"),
          Map.entry(13, "Q3_K_L"),
          Map.entry(14, "Q4_K_S"),
          Map.entry(15, "Q4_K_M"),
          Map.entry(16, "Q5_K_S"),
          Map.entry(17, "Q5_K_M"),
          Map.entry(18, "Q6_K"),
          Map.entry(19, "IQ2_XXS"),
          Map.entry(20, "IQ2_XS"),
          Map.entry(21, "Q2_K_S"),
          Map.entry(22, "IQ3_XS"),
          Map.entry(23, "IQ3_XXS"),
          Map.entry(24, "IQ1_S"),
          Map.entry(25, "IQ4_NL"),
          Map.entry(26, "IQ3_S"),
          Map.entry(27, "IQ3_M"),
          Map.entry(28, "IQ2_S"),
          Map.entry(29, "IQ2_M"),
          Map.entry(30, "IQ4_XS"),
          Map.entry(31, "IQ1_M"),
          Map.entry(32, "BF16"),
          Map.entry(33, "Q4_0_4_4"),
          Map.entry(34, "Q4_0_4_8"),
          Map.entry(35, "Q4_0_8_8"),
          Map.entry(36, "TQ1_0"),
          Map.entry(37, "TQ2_0"),
          Map.entry(38, "MXFP4_MOE"),
          Map.entry(39, "NVFP4"),
          Map.entry(40, "Q1_0"));

  private final ByteBuffer bytes;

  private GgufHeader(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /// The quantization; empty when these are not the first bytes of a GGUF file, or do not tell.
  static Optional<Quant> quant(byte[] head) {
    try {
      return new GgufHeader(head).read();
    } catch (BufferUnderflowException | ArithmeticException _) {
      return Optional.empty();
    }
  }

  private Optional<Quant> read() {
    if (bytes.getInt() != MAGIC || bytes.getInt() < 2) {
      return Optional.empty();
    }
    bytes.getLong();
    long keys = bytes.getLong();
    for (long i = 0; i < keys; i++) {
      long length = bytes.getLong();
      if (length < 0 || length > MAX_KEY) {
        return Optional.empty();
      }
      byte[] key = new byte[(int) length];
      bytes.get(key);
      int type = bytes.getInt();
      if (type == UINT32 && isFileType(key)) {
        return Optional.ofNullable(TYPES.get(bytes.getInt())).map(Quant::new);
      }
      pass(type, 1, 0);
    }
    return Optional.empty();
  }

  private static boolean isFileType(byte[] key) {
    return new String(key, StandardCharsets.UTF_8).equals("general.file_type");
  }

  private void pass(int type, long count, int depth) {
    if (type < 0 || type >= WIDTHS.length || count < 0 || depth > 2) {
      throw new BufferUnderflowException();
    }
    switch (type) {
      case STRING -> {
        for (long i = 0; i < count; i++) {
          skip(bytes.getLong());
        }
      }
      case ARRAY -> {
        for (long i = 0; i < count; i++) {
          int inner = bytes.getInt();
          pass(inner, bytes.getLong(), depth + 1);
        }
      }
      default -> skip(Math.multiplyExact(WIDTHS[type], count));
    }
  }

  private void skip(long length) {
    if (length < 0 || length > bytes.remaining()) {
      throw new BufferUnderflowException();
    }
    bytes.position(bytes.position() + (int) length);
  }
}

package dev.hubdesk.desk.analyze.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hubdesk.desk.analyze.Subject;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.TreeEntry;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How many parameters a model has. No formula over the configuration is right for every
/// architecture (experts, shared heads, tied embeddings), so they are counted: the endpoint has
/// done so (`safetensors.total`), or the header of the file tells, or the size of plain weights
/// divided by the width of their type.
///
/// @param from `hub`, `header` or `size`
record Parameters(long count, String from) {

  /// The longest safetensors header that is read, in bytes.
  static final int MAX_HEADER = 4 << 20;

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /// The count; empty when nothing tells it.
  static Optional<Parameters> of(Subject subject, List<Weight> weights)
      throws InterruptedException {
    JsonNode told = subject.info().path("safetensors").path("total");
    if (told.isIntegralNumber() && told.longValue() > 0) {
      return Optional.of(new Parameters(told.longValue(), "hub"));
    }
    List<Weight> taken =
        OneFormat.among(weights).stream()
            .findFirst()
            .map(one -> one.from(weights))
            .orElse(List.of());
    boolean isOneFile = taken.size() == 1;
    if (isOneFile && taken.getFirst().format() == WeightFormat.SAFETENSORS) {
      return header(subject, taken.getFirst().file());
    }
    return bySize(subject, taken);
  }

  private static Optional<Parameters> header(Subject subject, TreeEntry.File file)
      throws InterruptedException {
    try {
      byte[] bytes = subject.source().head(file.path(), 64 << 10);
      long length =
          bytes.length < Long.BYTES
              ? 0
              : ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
      if (length < 2 || length > MAX_HEADER || length > file.size() - Long.BYTES) {
        return Optional.empty();
      }
      if (length + Long.BYTES > bytes.length) {
        bytes = subject.source().head(file.path(), (int) length + Long.BYTES);
      }
      return Optional.of(new Parameters(count(bytes, (int) length), "header"))
          .filter(counted -> counted.count > 0);
    } catch (JsonProcessingException
        | CharConversionException
        | FailureException
        | ArithmeticException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory", e);
    }
  }

  private static long count(byte[] bytes, int length) throws IOException {
    int there = Math.min(length, bytes.length - Long.BYTES);
    long total = 0;
    for (JsonNode tensor : MAPPER.readTree(bytes, Long.BYTES, there)) {
      if (tensor.path("shape").isArray()) {
        long elements = 1;
        for (JsonNode side : tensor.path("shape")) {
          elements = Math.multiplyExact(elements, side.longValue());
        }
        total = Math.addExact(total, elements);
      }
    }
    return total;
  }

  private static Optional<Parameters> bySize(Subject subject, List<Weight> weights) {
    int width =
        switch (Precision.declared(subject)) {
          case "float32" -> 4;
          case "float16", "bfloat16" -> 2;
          default -> 0;
        };
    boolean isPlain =
        width > 0
            && !QuantizedConfig.of(subject.metadata()).isObject()
            && weights.stream()
                .allMatch(weight -> weight.format().compareTo(WeightFormat.NUMPY) < 0);
    long bytes = weights.stream().mapToLong(weight -> weight.file().size()).sum();
    return isPlain && bytes >= width
        ? Optional.of(new Parameters(bytes / width, "size"))
        : Optional.empty();
  }

  /// `7.2B`, `135.0M`.
  String human() {
    if (count >= 1_000_000_000) {
      return String.format(Locale.ROOT, "%.1fB", count / 1e9);
    }
    return count >= 1_000_000
        ? String.format(Locale.ROOT, "%.1fM", count / 1e6)
        : Long.toString(count);
  }
}

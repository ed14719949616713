package dev.hubdesk.hub.facts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/// What the head of a GGUF file tells: keys with values, then the shapes of the tensors. Kept are
/// the keys that the API shows; everything else, tokens above all, is passed over unread.
final class GgufHead {

  /// The longest head that is read, in bytes.
  static final long MAX_BYTES = 128L << 20;

  /// The longest value that is kept, in bytes.
  static final int MAX_VALUE = 128 << 10;

  private static final int MAGIC = 0x46554747;
  private static final int MAX_KEY = 64 << 10;
  private static final int MAX_DIMENSIONS = 8;
  private static final int STRING = 8;
  private static final int ARRAY = 9;
  private static final int[] WIDTHS = {1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8};
  private static final Set<String> TEXTS =
      Set.of("general.architecture", "tokenizer.chat_template", "quantize.imatrix.file");

  private final HeadReader head;
  private final ObjectNode values = YamlValues.emptyMapping();

  private GgufHead(HeadReader head) {
    this.head = head;
  }

  /// Reads a head, as `{architecture, context_length, chat_template, quantize_imatrix_file, total}`
  /// without what it does not tell; empty when it is none.
  static Optional<ObjectNode> read(HeadReader head) throws IOException {
    try {
      return new GgufHead(head).read();
    } catch (EOFException | ArithmeticException _) {
      return Optional.empty();
    }
  }

  private Optional<ObjectNode> read() throws IOException {
    long magic = head.number(4);
    long version = head.number(4);
    if (magic != MAGIC || version < 2 || version > 3) {
      return Optional.empty();
    }
    long tensors = head.number(8);
    long keys = head.number(8);
    for (long i = 0; i < keys; i++) {
      value(text(MAX_KEY));
    }
    ObjectNode told = YamlValues.emptyMapping();
    told.put("total", parameters(tensors));
    String architecture = values.path("general.architecture").asText("");
    if (!architecture.isEmpty()) {
      told.put("architecture", architecture);
    }
    move(architecture + ".context_length", told, "context_length");
    move("tokenizer.chat_template", told, "chat_template");
    move("quantize.imatrix.file", told, "quantize_imatrix_file");
    return Optional.of(told);
  }

  private void move(String key, ObjectNode to, String name) {
    if (values.has(key)) {
      to.set(name, values.get(key));
    }
  }

  private void value(String key) throws IOException {
    int type = type();
    if (type == STRING && TEXTS.contains(key)) {
      long length = head.number(8);
      if (length < 0 || length > MAX_VALUE) {
        head.pass(length);
      } else {
        values.put(key, new String(head.bytes((int) length), StandardCharsets.UTF_8));
      }
    } else if (key.endsWith(".context_length") && WIDTHS[type] >= 4 && type != 6 && type != 12) {
      long length = head.number(WIDTHS[type]);
      if (length > 0) {
        values.put(key, length);
      }
    } else {
      pass(type, 1, 0);
    }
  }

  private int type() throws IOException {
    long type = head.number(4);
    if (type < 0 || type >= WIDTHS.length) {
      throw new EOFException("unknown type");
    }
    return (int) type;
  }

  /// Arrays of arrays are allowed; nobody makes deep ones.
  private void pass(int type, long count, int depth) throws IOException {
    if (type == ARRAY) {
      for (long i = 0; i < count; i++) {
        int inner = type();
        long length = head.number(8);
        if (depth > 4) {
          throw new EOFException("nested too deep");
        }
        pass(inner, length, depth + 1);
      }
    } else if (type == STRING) {
      for (long i = 0; i < count; i++) {
        head.pass(head.number(8));
      }
    } else {
      head.pass(Math.multiplyExact(WIDTHS[type], count));
    }
  }

  private long parameters(long tensors) throws IOException {
    long total = 0;
    for (long i = 0; i < tensors; i++) {
      head.pass(head.number(8));
      long dimensions = head.number(4);
      if (dimensions > MAX_DIMENSIONS) {
        throw new EOFException("too many dimensions");
      }
      long elements = 1;
      for (long d = 0; d < dimensions; d++) {
        long side = head.number(8);
        if (side < 0) {
          throw new EOFException("no length");
        }
        elements = Math.multiplyExact(elements, side);
      }
      head.pass(4 + 8);
      total = Math.addExact(total, elements);
    }
    return total;
  }

  private String text(int most) throws IOException {
    long length = head.number(8);
    if (length < 0 || length > most) {
      throw new EOFException("too long a key");
    }
    return new String(head.bytes((int) length), StandardCharsets.UTF_8);
  }
}

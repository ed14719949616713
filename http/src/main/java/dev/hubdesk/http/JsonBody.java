package dev.hubdesk.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import io.javalin.http.Context;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;

/// Reads small JSON bodies, whatever content type the client claims.
public final class JsonBody {

  /// The longest body where a route names no limit of its own: 1 MiB.
  public static final long MAX_BYTES = 1 << 20;

  private JsonBody() {}

  /// Reads a body of at most [#MAX_BYTES] bytes as a value.
  ///
  /// @throws FailureException with `BadRequest` when it is not such JSON, `TooLarge` when it is
  ///   longer
  public static <T> T read(Context context, Class<T> type) throws IOException {
    return read(context, type, MAX_BYTES);
  }

  /// As [#read(Context, Class)], where no body at all says as much as `{}`.
  public static <T> T readIfAny(Context context, Class<T> type) throws IOException {
    boolean none =
        context.req().getContentLengthLong() <= 0 && context.header("Transfer-Encoding") == null;
    return none ? Json.MAPPER.readValue("{}", type) : read(context, type);
  }

  /// As [#read(Context, Class)], with a limit in bytes.
  public static <T> T read(Context context, Class<T> type, long maxBytes) throws IOException {
    try (InputStream body = LimitedBody.of(context, maxBytes)) {
      T value = Json.MAPPER.readValue(body, type);
      if (value == null) {
        throw malformed();
      }
      return value;
    } catch (JsonProcessingException | CharConversionException _) {
      throw malformed();
    }
  }

  /// Reads a body of at most `maxBytes` bytes as a JSON object.
  public static JsonNode readObject(Context context, long maxBytes) throws IOException {
    JsonNode node = read(context, JsonNode.class, maxBytes);
    if (!node.isObject()) {
      throw malformed();
    }
    return node;
  }

  private static FailureException malformed() {
    return new FailureException(
        new Failure.BadRequest("The body is not valid JSON of the expected shape"));
  }
}

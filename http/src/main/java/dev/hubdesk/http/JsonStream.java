package dev.hubdesk.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import java.io.IOException;

/// Answers with JSON that is written as it is made. When the writer fails before the first buffer
/// is out, the answer becomes an error; after that the connection is broken off, so that nobody
/// takes a part for the whole.
public final class JsonStream {

  private JsonStream() {}

  /// Writes the answer's body.
  public static void write(Context context, Body body) throws IOException {
    context.contentType("application/json");
    // Never closed when the body fails: closing would end the JSON in good order.
    @SuppressWarnings("resource")
    JsonGenerator json = Json.MAPPER.createGenerator(context.outputStream());
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
    json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
    body.writeTo(json);
    json.close();
  }

  /// Writes JSON.
  @FunctionalInterface
  public interface Body {
    void writeTo(JsonGenerator json) throws IOException;
  }
}

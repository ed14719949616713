package dev.hubdesk.desk.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.http.Json;
import dev.hubdesk.http.LimitedBody;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import io.javalin.http.Context;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;

/// Reads the JSON objects that requests carry, whatever content type they claim.
public final class RequestJson {

  /// The longest body of a request to the Desk: 1 MiB.
  public static final long MAX_BYTES = 1 << 20;

  private RequestJson() {}

  /// The object of a request.
  ///
  /// @throws FailureException with BadRequest when it is none, TooLarge when it is over the limit
  public static JsonNode object(Context context) throws IOException {
    try (InputStream body = LimitedBody.of(context, MAX_BYTES)) {
      JsonNode node = Json.MAPPER.readTree(body);
      if (node == null || node.isMissingNode()) {
        throw invalid("unexpected end of the body");
      }
      if (!node.isObject()) {
        throw invalid("it is not a JSON object");
      }
      return node;
    } catch (StreamConstraintsException _) {
      throw invalid(
          "it is deeper than " + Json.MAX_DEPTH + " levels, or holds a number that is too long");
    } catch (JsonProcessingException e) {
      throw invalid(e.getOriginalMessage());
    } catch (CharConversionException _) {
      throw invalid("it is not UTF-8");
    }
  }

  private static FailureException invalid(String why) {
    return new FailureException(new Failure.BadRequest("Invalid request body: " + why));
  }
}

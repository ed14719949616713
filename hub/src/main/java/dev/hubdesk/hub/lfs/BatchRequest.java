package dev.hubdesk.hub.lfs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.hub.HubLimits;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.util.ArrayList;
import java.util.List;

/// What a client asks for in one batch. Objects stay as the client wrote them: a bad one is told in
/// its own place, not by refusing the others.
///
/// @param upload upload or download
record BatchRequest(boolean upload, List<Asked> objects) {

  BatchRequest {
    objects = List.copyOf(objects);
  }

  /// One object as the client names it.
  record Asked(String oid, long size) {}

  /// Reads the body of a batch request.
  ///
  /// @throws FailureException with `Unprocessable`, `Conflict` for another hash, `TooLarge` for too
  ///   many objects
  static BatchRequest parse(JsonNode body) {
    String operation = body.path("operation").asText();
    if (!operation.equals("upload") && !operation.equals("download")) {
      throw unprocessable("\"operation\" must be upload or download");
    }
    requireSha256(body.path("hash_algo"));
    requireBasic(body.path("transfers"));
    JsonNode objects = body.path("objects");
    if (!objects.isArray()) {
      throw unprocessable("\"objects\" must be a list");
    }
    if (objects.size() > HubLimits.MAX_BATCH_OBJECTS) {
      throw new FailureException(
          new Failure.TooLarge(
              "A batch may name at most " + HubLimits.MAX_BATCH_OBJECTS + " objects"));
    }
    var asked = new ArrayList<Asked>();
    for (JsonNode object : objects) {
      JsonNode size = object.path("size");
      boolean whole = size.isIntegralNumber() && size.canConvertToLong();
      asked.add(new Asked(object.path("oid").asText(), whole ? size.longValue() : -1));
    }
    return new BatchRequest(operation.equals("upload"), asked);
  }

  /// JavaScript clients write `sha_256`.
  private static void requireSha256(JsonNode algorithm) {
    String name = algorithm.asText("sha256").replace("_", "");
    if (!algorithm.isMissingNode() && !name.equals("sha256")) {
      throw new FailureException(new Failure.Conflict("Objects are named by sha256 here", null));
    }
  }

  private static void requireBasic(JsonNode transfers) {
    boolean basic = transfers.isEmpty();
    for (JsonNode transfer : transfers) {
      basic |= transfer.asText().equals("basic");
    }
    if (!basic) {
      throw unprocessable("Only basic transfers are offered");
    }
  }

  private static FailureException unprocessable(String message) {
    return new FailureException(new Failure.Unprocessable(message));
  }
}

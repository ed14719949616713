package dev.hubdesk.hub.lfs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hubdesk.hub.access.LfsErrors;
import dev.hubdesk.protocol.Failure;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The answer to a batch request, as the Git LFS API writes it.
record BatchAnswer(
    String transfer, List<Item> objects, @JsonProperty("hash_algo") String algorithm) {

  BatchAnswer(List<Item> objects) {
    this("basic", List.copyOf(objects), "sha256");
  }

  /// What to do with one object: the actions, none of them when an upload is not needed, or why
  /// nothing can be done.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Item(
      String oid, long size, @Nullable Map<String, Action> actions, @Nullable Trouble error) {

    static Item done(String oid, long size) {
      return new Item(oid, size, null, null);
    }

    static Item toDo(String oid, long size, Map<String, Action> actions) {
      return new Item(oid, size, actions, null);
    }

    static Item failed(String oid, long size, Failure failure) {
      int code = LfsErrors.status(failure, true);
      return new Item(oid, size, null, new Trouble(code, failure.message()));
    }
  }

  /// Where to send or fetch the bytes.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Action(String href, @JsonProperty("expires_at") @Nullable Instant expiresAt) {}

  /// Why an object can not be had.
  record Trouble(int code, String message) {}
}

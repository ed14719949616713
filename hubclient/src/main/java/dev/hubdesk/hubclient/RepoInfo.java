package dev.hubdesk.hubclient;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoType;

/// A repository at a revision.
///
/// @param commit what the revision stands for now
/// @param json everything that the server said
public record RepoInfo(RepoSummary summary, Oid commit, JsonNode json) {

  static RepoInfo of(RepoType type, JsonNode json) {
    return new RepoInfo(RepoSummary.of(type, json), Json.oid(json, "sha"), json);
  }
}

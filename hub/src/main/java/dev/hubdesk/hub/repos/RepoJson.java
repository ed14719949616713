package dev.hubdesk.hub.repos;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.catalog.RepositorySettings;
import dev.hubdesk.catalog.Standing;
import dev.hubdesk.http.Json;
import dev.hubdesk.hub.ObjectIds;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoType;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes a repository as stock clients read it. A fact that is not known is left out, never null.
///
/// @param blobs with size and ids of every file
/// @param page files that are looked up at a time
record RepoJson(RepoCatalogue catalogue, Set<String> fields, boolean blobs, int page) {

  void write(JsonGenerator json, RepoView view) throws IOException {
    RepositoryRow row = view.row();
    json.writeStartObject();
    json.writeStringField("_id", ObjectIds.of(row.key()));
    json.writeStringField("id", row.id().path());
    for (String field : fields) {
      field(json, field, view);
    }
    json.writeEndObject();
  }

  private void field(JsonGenerator json, String field, RepoView view) throws IOException {
    RepositoryRow row = view.row();
    Standing standing = view.known().standing();
    switch (field) {
      case "modelId" -> json.writeStringField(field, row.id().path());
      case "author" -> json.writeStringField(field, row.id().namespace());
      case "private" -> json.writeBooleanField(field, row.isPrivate());
      case "createdAt" -> json.writeStringField(field, Json.date(row.createdAt()));
      case "lastModified" -> json.writeStringField(field, Json.date(row.updatedAt()));
      case "disabled" -> json.writeBooleanField(field, row.settings().disabled());
      case "gated" -> gated(json, row.settings().gating());
      case "xetEnabled" -> json.writeBooleanField(field, false);
      case "downloads" -> json.writeNumberField(field, standing.downloads());
      case "downloadsAllTime" -> json.writeNumberField(field, standing.downloadsAllTime());
      case "trendingScore" -> json.writeNumberField(field, standing.trending());
      case "likes" -> json.writeNumberField(field, row.likes());
      case "usedStorage" -> json.writeNumberField(field, catalogue.storedBytes(row));
      case "mainSize" -> json.writeNumberField(field, standing.mainSize());
      case "spaces" -> texts(json, field, catalogue.spacesOf(row));
      case "sdk" -> sdk(json, view);
      case "subdomain" -> json.writeStringField(field, subdomain(row));
      case "runtime" -> runtime(json);
      case "sha" -> {
        @Nullable Oid commit = view.commit();
        if (commit != null) {
          json.writeStringField(field, commit.hex());
        }
      }
      case "siblings" -> new Siblings(blobs, page).write(json, view.repository(), view.commit());
      default -> fact(json, field, view);
    }
  }

  private static void gated(JsonGenerator json, RepositorySettings.Gating gating)
      throws IOException {
    switch (gating) {
      case NONE -> json.writeBooleanField("gated", false);
      case AUTO -> json.writeStringField("gated", "auto");
      case MANUAL -> json.writeStringField("gated", "manual");
    }
  }

  private static void fact(JsonGenerator json, String field, RepoView view) throws IOException {
    JsonNode fact = view.known().fact(field);
    if (!fact.isMissingNode() && !fact.isNull()) {
      json.writeFieldName(field);
      json.writeTree(fact);
    } else if (field.equals("tags")) {
      texts(json, field, List.of());
    }
  }

  private static void texts(JsonGenerator json, String field, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  /// What the card says counts, since it is what people change.
  private static void sdk(JsonGenerator json, RepoView view) throws IOException {
    if (view.row().id().type() != RepoType.SPACE) {
      return;
    }
    JsonNode said = view.known().fact("cardData").path("sdk");
    @Nullable String sdk = said.isTextual() ? said.textValue() : view.row().sdk();
    if (sdk != null) {
      json.writeStringField("sdk", sdk);
    }
  }

  /// As huggingface.co would name the host of a space.
  private static String subdomain(RepositoryRow row) {
    return row.id().folded().replaceAll("[^a-z0-9]+", "-");
  }

  /// Spaces are kept, not run.
  private static void runtime(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("runtime");
    json.writeStringField("stage", "STOPPED");
    json.writeObjectFieldStart("hardware");
    json.writeNullField("current");
    json.writeNullField("requested");
    json.writeEndObject();
    json.writeNullField("storage");
    json.writeEndObject();
  }
}

package dev.hubdesk.hub.repos;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.catalog.RepositorySettings;
import dev.hubdesk.git.Repository;
import dev.hubdesk.git.TreePage;
import dev.hubdesk.http.Json;
import dev.hubdesk.hub.ObjectIds;
import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.RepoType;
import dev.hubdesk.protocol.TreeEntry;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes a repository as stock clients read it. A fact that is not kept is left out, never null.
///
/// @param blobs with size and ids of every file
record RepoJson(Set<String> fields, boolean blobs, int page) {

  /// Whether the repository's history has to be open.
  boolean needsHistory() {
    return fields.contains("sha") || fields.contains("siblings");
  }

  void write(JsonGenerator json, RepositoryRow row) throws IOException {
    json.writeStartObject();
    row(json, row);
    json.writeEndObject();
  }

  void write(JsonGenerator json, RepoView view) throws IOException {
    json.writeStartObject();
    row(json, view.row());
    @Nullable Oid commit = view.commit();
    if (fields.contains("sha") && commit != null) {
      json.writeStringField("sha", commit.hex());
    }
    if (fields.contains("siblings")) {
      json.writeArrayFieldStart("siblings");
      if (commit != null) {
        siblings(json, view.repository(), commit);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private void row(JsonGenerator json, RepositoryRow row) throws IOException {
    json.writeStringField("_id", ObjectIds.of(row.key()));
    json.writeStringField("id", row.id().path());
    for (String field : fields) {
      field(json, field, row);
    }
  }

  private static void field(JsonGenerator json, String field, RepositoryRow row)
      throws IOException {
    boolean space = row.id().type() == RepoType.SPACE;
    switch (field) {
      case "modelId" -> {
        if (row.id().type() == RepoType.MODEL) {
          json.writeStringField(field, row.id().path());
        }
      }
      case "author" -> json.writeStringField(field, row.id().namespace());
      case "private" -> json.writeBooleanField(field, row.isPrivate());
      case "createdAt" -> json.writeStringField(field, Json.date(row.createdAt()));
      case "lastModified" -> json.writeStringField(field, Json.date(row.updatedAt()));
      case "disabled" -> json.writeBooleanField(field, row.settings().disabled());
      case "gated" -> gated(json, row.settings().gating());
      case "likes" -> json.writeNumberField(field, row.likes());
      case "xetEnabled" -> json.writeBooleanField(field, false);
      case "downloads", "downloadsAllTime", "trendingScore" -> json.writeNumberField(field, 0);
      case "tags", "models", "datasets", "spaces" -> {
        json.writeArrayFieldStart(field);
        json.writeEndArray();
      }
      case "sdk" -> {
        if (row.sdk() != null) {
          json.writeStringField(field, row.sdk());
        }
      }
      case "runtime" -> {
        if (space) {
          runtime(json);
        }
      }
      default -> {
        // A fact that is not kept, or one of the history.
      }
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

  private void siblings(JsonGenerator json, Repository repository, Oid commit) throws IOException {
    @Nullable RepoPath after = null;
    TreePage files;
    do {
      files = repository.list(commit, RepoPath.ROOT, true, after, page);
      for (TreeEntry entry : files.entries()) {
        if (entry instanceof TreeEntry.File file) {
          sibling(json, file);
        }
        after = entry.path();
      }
    } while (files.more());
  }

  private void sibling(JsonGenerator json, TreeEntry.File file) throws IOException {
    json.writeStartObject();
    json.writeStringField("rfilename", file.path().text());
    if (blobs) {
      json.writeNumberField("size", file.size());
      json.writeStringField("blobId", file.oid().hex());
      @Nullable LfsPointer pointer = file.lfs();
      if (pointer != null) {
        json.writeObjectFieldStart("lfs");
        json.writeStringField("sha256", pointer.oid().hex());
        json.writeNumberField("size", pointer.size());
        json.writeNumberField("pointerSize", pointer.bytes().length);
        json.writeEndObject();
      }
    }
    json.writeEndObject();
  }
}

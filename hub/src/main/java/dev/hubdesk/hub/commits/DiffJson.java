package dev.hubdesk.hub.commits;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.hubdesk.git.Commit;
import dev.hubdesk.git.FileDiff;
import dev.hubdesk.git.FilePatch;
import dev.hubdesk.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Writes a comparison as JSON, file by file.
final class DiffJson {

  private DiffJson() {}

  static void write(DiffService.Diff diff, JsonGenerator json) throws IOException {
    Commit after = diff.after();
    json.writeStartObject();
    json.writeStringField("commit_id", after.id().hex());
    if (diff.before() == null) {
      json.writeNullField("parent_commit");
    } else {
      json.writeStringField("parent_commit", diff.before().hex());
    }
    json.writeStringField(
        "message", after.body().isEmpty() ? after.title() : after.title() + "\n\n" + after.body());
    json.writeStringField("author", after.author().name());
    json.writeStringField("date", Json.date(after.committer().when()));
    json.writeArrayFieldStart("files");
    int additions = 0;
    int deletions = 0;
    for (int i = 0; i < diff.files().files().size(); i++) {
      FilePatch patch = diff.files().patch(i);
      file(diff.files().files().get(i), patch, json);
      additions += patch.additions();
      deletions += patch.deletions();
    }
    json.writeEndArray();
    json.writeNumberField("additions", additions);
    json.writeNumberField("deletions", deletions);
    json.writeBooleanField("truncated", diff.files().isCut());
    json.writeEndObject();
  }

  private static void file(FileDiff file, FilePatch patch, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("path", file.path());
    json.writeStringField("type", type(file.kind()));
    json.writeStringField("path_type", "object");
    if (file.kind() == FileDiff.Kind.RENAMED) {
      json.writeStringField("previous_path", file.previousPath());
    }
    FileDiff.Side after = file.after();
    FileDiff.Side before = file.before();
    boolean lfs =
        (after != null && after.lfs() != null) || (before != null && before.lfs() != null);
    json.writeNumberField("size_bytes", after == null ? 0 : after.size());
    json.writeBooleanField("is_lfs", lfs);
    side("oid", "sha256", after, json);
    if (before != null) {
      json.writeNumberField("previous_size", before.size());
      side("previous_oid", "previous_sha256", before, json);
    }
    json.writeNumberField("additions", patch.additions());
    json.writeNumberField("deletions", patch.deletions());
    if (patch.kind() != FilePatch.Kind.TEXT) {
      json.writeNullField("diff");
      json.writeStringField("left_out", DiffText.reason(patch.kind()));
    } else if (!lfs) {
      json.writeStringField("diff", new String(patch.text(), StandardCharsets.UTF_8));
    }
    json.writeEndObject();
  }

  private static void side(
      String oid, String sha256, FileDiff.@Nullable Side side, JsonGenerator json)
      throws IOException {
    if (side != null) {
      json.writeStringField(oid, side.blob().hex());
      if (side.lfs() != null) {
        json.writeStringField(sha256, side.lfs().oid().hex());
      }
    }
  }

  private static String type(FileDiff.Kind kind) {
    return switch (kind) {
      case ADDED -> "added";
      case REMOVED -> "removed";
      case CHANGED -> "changed";
      case RENAMED -> "renamed";
    };
  }
}

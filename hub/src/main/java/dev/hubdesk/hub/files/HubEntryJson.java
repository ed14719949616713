package dev.hubdesk.hub.files;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.hubdesk.http.Json;
import dev.hubdesk.protocol.CommitFacts;
import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.TreeEntry;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Entries as stock clients read them under `/api`: object ids are git's, an LFS file's `lfs.oid`
/// is bare hex, and what is unknown is left out, never null.
final class HubEntryJson implements EntryJson {

  @Override
  public void listed(JsonGenerator json, TreeEntry entry, boolean expand) throws IOException {
    json.writeStartObject();
    switch (entry) {
      case TreeEntry.File file -> {
        json.writeStringField("type", "file");
        json.writeStringField("oid", file.oid().hex());
        json.writeNumberField("size", file.size());
        json.writeStringField("path", file.path().text());
        lfs(json, file.lfs());
        if (expand) {
          security(json, "securityFileStatus");
        }
      }
      case TreeEntry.Directory directory -> {
        json.writeStringField("type", "directory");
        json.writeStringField("oid", directory.oid().hex());
        json.writeNumberField("size", directory.size());
        json.writeStringField("path", directory.path().text());
      }
    }
    dates(json, entry.lastCommit(), expand);
    json.writeEndObject();
  }

  @Override
  public void described(JsonGenerator json, TreeEntry entry, boolean expand) throws IOException {
    listed(json, entry, expand);
  }

  private static void lfs(JsonGenerator json, @Nullable LfsPointer pointer) throws IOException {
    if (pointer != null) {
      json.writeObjectFieldStart("lfs");
      json.writeStringField("oid", pointer.oid().hex());
      json.writeNumberField("size", pointer.size());
      json.writeNumberField("pointerSize", pointer.bytes().length);
      json.writeEndObject();
    }
  }

  private static void dates(JsonGenerator json, @Nullable CommitFacts commit, boolean expand)
      throws IOException {
    if (commit == null) {
      return;
    }
    json.writeStringField("lastModified", Json.date(commit.date()));
    if (expand) {
      json.writeFieldName("lastCommit");
      write(json, commit);
    }
  }

  /// No file is ever scanned here, and clients want all three keys.
  static void security(JsonGenerator json, String name) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("status", "unscanned");
    json.writeNullField("avScan");
    json.writeNullField("pickleImportScan");
    json.writeEndObject();
  }

  static void write(JsonGenerator json, CommitFacts commit) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", commit.id().hex());
    json.writeStringField("title", commit.title());
    json.writeStringField("date", Json.date(commit.date()));
    json.writeEndObject();
  }
}

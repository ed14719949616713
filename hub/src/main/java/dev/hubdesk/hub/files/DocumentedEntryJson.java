package dev.hubdesk.hub.files;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.hubdesk.http.Json;
import dev.hubdesk.protocol.CommitFacts;
import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.TreeEntry;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Entries as the File Tree API documents them under `/{type}s`: an LFS file's ids are
/// `sha256:<hex>`, and paths-info always has its keys, null where there is nothing.
final class DocumentedEntryJson implements EntryJson {

  @Override
  public void listed(JsonGenerator json, TreeEntry entry, boolean expand) throws IOException {
    json.writeStartObject();
    switch (entry) {
      case TreeEntry.File file -> {
        head(json, "file", file, oid(file));
        modified(json, file.lastCommit());
        if (file.lfs() != null) {
          lfs(json, file.lfs());
        }
        if (expand) {
          HubEntryJson.security(json, "securityFileStatus");
        }
      }
      case TreeEntry.Directory directory -> {
        head(json, "directory", directory, directory.oid().hex());
        modified(json, directory.lastCommit());
      }
    }
    if (expand && entry.lastCommit() != null) {
      json.writeFieldName("lastCommit");
      HubEntryJson.write(json, entry.lastCommit());
    }
    json.writeEndObject();
  }

  @Override
  public void described(JsonGenerator json, TreeEntry entry, boolean expand) throws IOException {
    json.writeStartObject();
    switch (entry) {
      case TreeEntry.File file -> {
        head(json, "file", file, oid(file));
        if (file.lfs() == null) {
          json.writeNullField("lfs");
        } else {
          lfs(json, file.lfs());
        }
        lastCommit(json, file.lastCommit(), expand);
        if (expand) {
          HubEntryJson.security(json, "security");
        } else {
          json.writeNullField("security");
        }
      }
      case TreeEntry.Directory directory -> {
        head(json, "directory", directory, directory.oid().hex());
        json.writeStringField("tree_id", directory.oid().hex());
        lastCommit(json, directory.lastCommit(), expand);
      }
    }
    modified(json, entry.lastCommit());
    json.writeEndObject();
  }

  private static void head(JsonGenerator json, String type, TreeEntry entry, String oid)
      throws IOException {
    json.writeStringField("type", type);
    json.writeStringField("path", entry.path().text());
    json.writeNumberField("size", entry.size());
    json.writeStringField("oid", oid);
  }

  private static String oid(TreeEntry.File file) {
    return file.lfs() == null ? file.oid().hex() : prefixed(file.lfs());
  }

  private static String prefixed(LfsPointer pointer) {
    return "sha256:" + pointer.oid().hex();
  }

  private static void lfs(JsonGenerator json, LfsPointer pointer) throws IOException {
    json.writeObjectFieldStart("lfs");
    json.writeStringField("oid", prefixed(pointer));
    json.writeNumberField("size", pointer.size());
    json.writeNumberField("pointerSize", pointer.bytes().length);
    json.writeEndObject();
  }

  private static void modified(JsonGenerator json, @Nullable CommitFacts commit)
      throws IOException {
    if (commit != null) {
      json.writeStringField("lastModified", Json.date(commit.date()));
    }
  }

  private static void lastCommit(JsonGenerator json, @Nullable CommitFacts commit, boolean expand)
      throws IOException {
    json.writeFieldName("last_commit");
    if (expand && commit != null) {
      HubEntryJson.write(json, commit);
    } else {
      json.writeNull();
    }
  }
}

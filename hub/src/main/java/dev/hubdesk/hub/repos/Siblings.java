package dev.hubdesk.hub.repos;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.hubdesk.git.FileNames;
import dev.hubdesk.git.FileNames.FileName;
import dev.hubdesk.git.Repository;
import dev.hubdesk.git.TreePage;
import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.TreeEntry;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The files of a repository as `siblings`: all of them, a page at a time.
///
/// @param blobs with size and ids; without, trees alone are read
/// @param page entries that are looked up at a time
record Siblings(boolean blobs, int page) {

  void write(JsonGenerator json, Repository repository, @Nullable Oid commit) throws IOException {
    json.writeArrayFieldStart("siblings");
    if (commit != null && blobs) {
      described(json, repository, commit);
    } else if (commit != null) {
      named(json, repository.names(commit));
    }
    json.writeEndArray();
  }

  private void named(JsonGenerator json, FileNames names) throws IOException {
    List<FileName> files = names.next(page);
    while (!files.isEmpty()) {
      for (FileName file : files) {
        json.writeStartObject();
        json.writeStringField("rfilename", file.path().text());
        json.writeEndObject();
      }
      files = names.next(page);
    }
  }

  private void described(JsonGenerator json, Repository repository, Oid commit) throws IOException {
    @Nullable RepoPath after = null;
    TreePage files;
    do {
      files = repository.list(commit, RepoPath.ROOT, true, after, page);
      for (TreeEntry entry : files.entries()) {
        if (entry instanceof TreeEntry.File file) {
          described(json, file);
        }
        after = entry.path();
      }
    } while (files.more());
  }

  private static void described(JsonGenerator json, TreeEntry.File file) throws IOException {
    json.writeStartObject();
    json.writeStringField("rfilename", file.path().text());
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
    json.writeEndObject();
  }
}

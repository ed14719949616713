package dev.hubdesk.hubclient;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.Sha256;
import dev.hubdesk.protocol.TreeEntry;
import java.util.Locale;
import java.util.Optional;

/// Reads an entry of a tree listing, in the API's form and in the documented File Tree form (whose
/// digests start with `sha256:`).
final class RemoteEntryJson {

  private static final String PREFIX = "sha256:";

  private RemoteEntryJson() {}

  /// Empty for a kind of entry that has no bytes here (a submodule). Some servers use git's words.
  static Optional<TreeEntry> read(JsonNode json) {
    var path = new RepoPath(Json.text(json, "path"));
    if (path.isRoot()) {
      throw Json.malformed("an entry without a path");
    }
    return switch (Json.text(json, "type")) {
      case "file", "blob" -> Optional.of(file(path, json));
      case "directory", "tree" ->
          Optional.of(
              new TreeEntry.Directory(
                  path, Json.oid(json, "oid"), json.path("size").asLong(0), null));
      default -> Optional.empty();
    };
  }

  private static TreeEntry.File file(RepoPath path, JsonNode json) {
    JsonNode lfs = json.path("lfs");
    if (lfs.isObject()) {
      var pointer = new LfsPointer(digest(lfs), size(lfs));
      return new TreeEntry.File(path, Json.oid(json, "oid"), pointer.size(), pointer, null);
    }
    return new TreeEntry.File(path, Json.oid(json, "oid"), size(json), null, null);
  }

  private static Sha256 digest(JsonNode lfs) {
    String text = Json.text(lfs, "oid").toLowerCase(Locale.ROOT);
    return Sha256.parse(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text)
        .orElseThrow(() -> Json.malformed("'lfs.oid' is not a SHA-256"));
  }

  private static long size(JsonNode json) {
    JsonNode size = json.path("size");
    if (!size.canConvertToLong() || !size.isIntegralNumber() || size.longValue() < 0) {
      throw Json.malformed("a file without a size");
    }
    return size.longValue();
  }
}

package dev.hubdesk.hub.files;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.hubdesk.protocol.TreeEntry;
import java.io.IOException;

/// Writes entries of a tree in one dialect of the File Tree API.
interface EntryJson {

  /// An entry of a listing.
  void listed(JsonGenerator json, TreeEntry entry, boolean expand) throws IOException;

  /// An entry of paths-info.
  void described(JsonGenerator json, TreeEntry entry, boolean expand) throws IOException;
}

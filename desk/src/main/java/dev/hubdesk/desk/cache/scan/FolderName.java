package dev.hubdesk.desk.cache.scan;

import dev.hubdesk.protocol.RepoType;
import java.util.Optional;

/// What the name of a folder in a cache root says: `models--ana--bert`, `models--gpt2`.
record FolderName(RepoType type, String id) {

  static Optional<FolderName> parse(String name) {
    int dashes = name.indexOf("--");
    if (dashes < 0 || dashes + 2 == name.length()) {
      return Optional.empty();
    }
    String id = name.substring(dashes + 2).replace("--", "/");
    return RepoType.byPlural(name.substring(0, dashes)).map(type -> new FolderName(type, id));
  }
}

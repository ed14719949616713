package dev.hubdesk.hub.repos;

import dev.hubdesk.git.CommitDraft;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.RepoType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The files that a new repository starts with. Content is small: a JSON body has brought it.
record FirstFiles(Map<RepoPath, byte[]> files) {

  private static final RepoPath ATTRIBUTES = new RepoPath(".gitattributes");
  private static final RepoPath README = new RepoPath("README.md");

  /// What a repository starts with: the attributes of its type, a card that names the licence, and
  /// what was given, which replaces either.
  static FirstFiles of(RepoType type, @Nullable License license, Map<RepoPath, byte[]> given) {
    var files = new LinkedHashMap<RepoPath, byte[]>();
    files.put(ATTRIBUTES, DefaultAttributes.of(type));
    if (license != null) {
      files.put(README, license.card().getBytes(StandardCharsets.UTF_8));
    }
    files.putAll(given);
    return new FirstFiles(files);
  }

  void addTo(CommitDraft draft) throws IOException {
    for (Map.Entry<RepoPath, byte[]> file : files.entrySet()) {
      byte[] content = file.getValue();
      draft.addFile(file.getKey(), new ByteArrayInputStream(content), content.length);
    }
  }
}

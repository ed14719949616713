package dev.hubdesk.git;

import dev.hubdesk.protocol.RepoPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.jspecify.annotations.Nullable;

/// The rules of a root `.gitignore`.
public final class IgnoreRules {

  /// Rules that ignore nothing.
  public static final IgnoreRules NONE = new IgnoreRules(new IgnoreNode());

  private final IgnoreNode node;

  private IgnoreRules(IgnoreNode node) {
    this.node = node;
  }

  /// Reads the text of a `.gitignore`, whose length the caller has bounded; lines that are no valid
  /// pattern are passed over, as git does, and so are those with too many wildcards.
  ///
  /// @param most of so many rules the first are read: each is tried on every path
  public static IgnoreRules parse(InputStream text, int most) throws IOException {
    var node = new IgnoreNode();
    String kept =
        new String(text.readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .limit(most)
            .filter(line -> !PatternCost.isTooHigh(line))
            .collect(Collectors.joining("\n"));
    node.parse(new ByteArrayInputStream(kept.getBytes(StandardCharsets.UTF_8)));
    return new IgnoreRules(node);
  }

  /// Whether a file is ignored: it matches, or a directory above it does.
  public boolean ignores(RepoPath file) {
    int slash = file.text().indexOf('/');
    while (slash > 0) {
      if (matches(file.text().substring(0, slash), true)) {
        return true;
      }
      slash = file.text().indexOf('/', slash + 1);
    }
    return matches(file.text(), false);
  }

  private boolean matches(String path, boolean directory) {
    @Nullable Boolean answer = node.checkIgnored(path, directory);
    return answer != null && answer;
  }
}

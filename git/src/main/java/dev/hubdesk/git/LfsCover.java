package dev.hubdesk.git;

import dev.hubdesk.protocol.RepoPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// Sees to it that a later git client keeps LFS files LFS: a path that no `.gitattributes` covers
/// gets a line of its own in the root's.
final class LfsCover {

  private LfsCover() {}

  /// The root's `.gitattributes` with lines for what it misses; null when it misses nothing.
  ///
  /// A path stays uncovered when a line cannot help: a deeper file speaks against it, the line
  /// would be longer than git reads, or the root's file cannot be extended.
  static byte @Nullable [] cover(TreeAttributes attributes, Collection<RepoPath> paths)
      throws IOException {
    String text = attributes.text(RepoPath.ROOT);
    if (text == null) {
      return null;
    }
    var covered = new StringBuilder(text);
    for (RepoPath path : paths) {
      TreeAttributes.Said said = attributes.said(path);
      String line = AttributeLine.lfs(path);
      if (said.answer() == LfsAttributes.Answer.LFS
          || !said.by().isRoot()
          || line.getBytes(StandardCharsets.UTF_8).length >= AttributeRules.MAX_LINE_BYTES) {
        continue;
      }
      if (!covered.isEmpty() && covered.charAt(covered.length() - 1) != '\n') {
        covered.append('\n');
      }
      covered.append(line).append('\n');
    }
    byte[] bytes = covered.toString().getBytes(StandardCharsets.UTF_8);
    boolean changed = covered.length() > text.length();
    return changed && bytes.length <= TreeAttributes.MAX_BYTES ? bytes : null;
  }
}

package dev.hubdesk.git;

import dev.hubdesk.protocol.RepoPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/// The `.gitattributes` files of a tree, each read when a path below it is first asked for. A
/// deeper file beats one nearer to the root.
final class TreeAttributes implements LfsAttributes {

  /// The file's name.
  static final String NAME = ".gitattributes";

  /// A larger file is taken as if it were not there.
  static final int MAX_BYTES = 4 << 20;

  private static final AttributeRules NONE = new AttributeRules("");

  private final Lookup lookup;
  private final Content content;
  private final Map<RepoPath, AttributeRules> byDirectory = new HashMap<>();

  /// Finds what stands at a path.
  interface Lookup {
    @Nullable TreeItem find(RepoPath path) throws IOException;
  }

  /// Opens blobs.
  interface Content {
    InputStream open(ObjectId blob) throws IOException;
  }

  /// An answer with the directory whose file gave it; the root when nothing is said.
  record Said(Answer answer, RepoPath by) {}

  TreeAttributes(Lookup lookup, Content content) {
    this.lookup = lookup;
    this.content = content;
  }

  /// Takes this text for the root's file, whatever the tree holds there.
  TreeAttributes withRoot(String text) {
    boolean tooLarge = text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES;
    byDirectory.put(RepoPath.ROOT, tooLarge ? NONE : new AttributeRules(text));
    return this;
  }

  @Override
  public Answer filter(RepoPath path) {
    try {
      return said(path).answer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Said said(RepoPath path) throws IOException {
    RepoPath directory = path;
    while (!directory.isRoot()) {
      directory = directory.parent();
      int prefix = directory.isRoot() ? 0 : directory.text().length() + 1;
      Answer answer = rules(directory).filter(path.text().substring(prefix));
      if (answer != Answer.SILENT) {
        return new Said(answer, directory);
      }
    }
    return new Said(Answer.SILENT, RepoPath.ROOT);
  }

  private AttributeRules rules(RepoPath directory) throws IOException {
    AttributeRules known = byDirectory.get(directory);
    if (known == null) {
      String text = text(directory);
      known = text == null || text.isEmpty() ? NONE : new AttributeRules(text);
      byDirectory.put(directory, known);
    }
    return known;
  }

  /// The text of a directory's file: empty when there is none, null when there is one that cannot
  /// be used, because it is no regular file or too large.
  @Nullable String text(RepoPath directory) throws IOException {
    TreeItem item = lookup.find(directory.child(NAME));
    if (item == null) {
      return "";
    }
    if (!item.isRegular()) {
      return null;
    }
    try (InputStream in = content.open(item.id())) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      return bytes.length > MAX_BYTES ? null : new String(bytes, StandardCharsets.UTF_8);
    }
  }
}

package dev.hubdesk.git;

import dev.hubdesk.blobs.BlobKey;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.internal.storage.pack.PackExt;

/// Where the files of packs stand in the blob store: `git/<repository>/<pack>.<ext>`, those of
/// history trees in `git/<repository>/h/`.
final class PackFiles {

  /// The prefix of all packs of all repositories.
  static final String PREFIX = "git/";

  private static final Pattern FORM =
      Pattern.compile("git/\\d+/(?:h/)?([0-9a-f-]{36})\\.[a-z0-9]+");

  private PackFiles() {}

  static BlobKey key(long repository, ObjectArea area, String pack, PackExt ext) {
    return key(repository, area, pack, ext.getExtension());
  }

  static BlobKey key(long repository, ObjectArea area, String pack, String ext) {
    String folder =
        switch (area) {
          case CONTENT -> "";
          case HISTORY -> "h/";
        };
    return new BlobKey(PREFIX + repository + "/" + folder + pack + "." + ext);
  }

  /// The name of the pack that a blob belongs to; empty when it is none of ours.
  static Optional<String> packOf(BlobKey key) {
    Matcher matcher = FORM.matcher(key.text());
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}

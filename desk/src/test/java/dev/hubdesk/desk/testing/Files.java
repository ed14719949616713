package dev.hubdesk.desk.testing;

import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.Sha256;
import dev.hubdesk.protocol.TreeEntry;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Files of an invented listing.
public final class Files {

  private Files() {}

  /// A file that is LFS when its suffix says so.
  public static TreeEntry.File file(String path, long size) {
    return file(path, size, path.toLowerCase(Locale.ROOT).matches(".*\\.(gguf|safetensors|bin)"));
  }

  /// A file, LFS or not.
  public static TreeEntry.File file(String path, long size, boolean lfs) {
    var oid = new Oid(String.format("%040x", path.hashCode() & 0xffffffffL));
    var sha = new Sha256(String.format("%064x", path.hashCode() & 0xffffffffL));
    return new TreeEntry.File(
        new RepoPath(path), oid, size, lfs ? new LfsPointer(sha, size) : null, null);
  }

  /// Files of 1,000 bytes each.
  public static List<TreeEntry.File> files(String... paths) {
    return Arrays.stream(paths).map(path -> file(path, 1_000)).toList();
  }

  /// The paths of files.
  public static List<String> paths(List<TreeEntry.File> files) {
    return files.stream().map(file -> file.path().text()).toList();
  }
}

package dev.hubdesk.desk.mirror;

import dev.hubdesk.desk.cache.WindowsNames;
import dev.hubdesk.protocol.RepoPath;
import java.io.File;
import java.io.IOException;
import java.text.Normalizer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Refuses repositories with names that the destination cannot hold, before the first byte: a disk
/// of Windows takes some names as others, and some disks do not tell case apart.
final class TargetNames {

  private final Disk disk;
  private final boolean windows;
  private final Set<String> held = new HashSet<>();

  /// What the destination's disk does with names.
  interface Disk {

    /// Whether names that differ in case alone are one name.
    boolean foldsCase() throws IOException;

    /// Whether a file of that name gets that name.
    boolean holds(String name) throws IOException;
  }

  TargetNames(Disk disk) {
    this(disk, File.separatorChar == '\\');
  }

  TargetNames(Disk disk, boolean windows) {
    this.disk = disk;
    this.windows = windows;
  }

  /// @throws RefusedException which name it is, and why
  void check(RepoContents contents) throws IOException {
    for (Map<RepoPath, Content> files : contents.snapshots().values()) {
      check(files.keySet());
    }
    check(contents.refs().keySet());
  }

  private void check(Collection<RepoPath> paths) throws IOException {
    Map<String, RepoPath> seen = new HashMap<>();
    for (RepoPath path : paths) {
      for (String part : path.text().split("/", -1)) {
        check(path, part);
      }
      RepoPath twin = seen.putIfAbsent(fold(path.text()), path);
      if (twin != null && disk.foldsCase()) {
        throw refused(path, "differs from '" + twin + "' in a way that this disk does not keep");
      }
    }
  }

  private void check(RepoPath path, String part) throws IOException {
    Optional<String> fault = WindowsNames.faultOf(part);
    if (fault.isEmpty() || held.contains(part)) {
      return;
    }
    if (windows || !disk.holds(part)) {
      throw refused(path, fault.get());
    }
    held.add(part);
  }

  private static String fold(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  private static RefusedException refused(RepoPath path, String why) {
    return new RefusedException("the destination cannot hold '" + path + "': it " + why);
  }
}

package dev.hubdesk.git;

import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/// What stands under one name of a git tree.
///
/// @param mode git's file mode bits
record TreeItem(int mode, ObjectId id) {

  static final int FILE = FileMode.TYPE_FILE | 0644;
  static final int EXECUTABLE = FileMode.TYPE_FILE | 0755;
  static final int DIRECTORY = FileMode.TYPE_TREE;
  static final int GITLINK = FileMode.TYPE_GITLINK;

  static TreeItem file(ObjectId id) {
    return new TreeItem(FILE, id);
  }

  static TreeItem directory(ObjectId id) {
    return new TreeItem(DIRECTORY, id);
  }

  static TreeItem gitlink(ObjectId commit) {
    return new TreeItem(GITLINK, commit);
  }

  boolean isDirectory() {
    return mode == DIRECTORY;
  }

  /// A commit of another repository: it has no object here.
  boolean isGitlink() {
    return mode == GITLINK;
  }

  /// A file whose content may be an LFS pointer: a symbolic link's never is.
  boolean isRegular() {
    return (mode & FileMode.TYPE_MASK) == FileMode.TYPE_FILE;
  }
}

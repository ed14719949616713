package dev.hubdesk.git;

import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Oid;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.api.errors.CanceledException;
import org.eclipse.jgit.diff.DiffConfig;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.RenameDetector;
import org.eclipse.jgit.errors.StopWalkException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/// How two states differ, file by file; to be used while its repository is open. Directories that
/// are the same are not entered. The lines of a file are compared when they are asked for.
public final class Comparison {

  /// Up to so many additions and deletions are compared with each other for renames with changes.
  private static final int RENAME_LIMIT = 200;

  /// Files of up to so many bytes: each of them is read once for every file on the other side.
  private static final int RENAME_BYTES = 64 << 10;

  private final View view;
  private final DiffLimits limits;
  private final List<DiffEntry> entries;
  private final List<FileDiff> files;
  private final boolean cut;
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private final DiffFormatter formatter = new DiffFormatter(text);
  private int lines;

  /// @param before null for an empty tree
  Comparison(View view, @Nullable ObjectId before, ObjectId after, DiffLimits limits)
      throws IOException {
    this.view = view;
    this.limits = limits;
    var limit = new Limit(limits.files());
    this.entries = renames(scan(before, after, limit));
    this.cut = limit.isReached();
    this.files = describe();
    formatter.setReader(view.objects(), new Config());
    formatter.setDiffAlgorithm(new BoundedDiff());
    formatter.setAbbreviationLength(Constants.OBJECT_ID_STRING_LENGTH);
  }

  private List<DiffEntry> scan(@Nullable ObjectId before, ObjectId after, TreeFilter limit)
      throws IOException {
    try (TreeWalk walk = new TreeWalk(view.objects())) {
      walk.setRecursive(true);
      if (before == null) {
        walk.addTree(new EmptyTreeIterator());
      } else {
        walk.addTree(before);
      }
      walk.addTree(after);
      walk.setFilter(AndTreeFilter.create(TreeFilter.ANY_DIFF, limit));
      return DiffEntry.scan(walk);
    }
  }

  private List<DiffEntry> renames(List<DiffEntry> found) throws IOException {
    var detector = new RenameDetector(view.objects(), new Config().get(DiffConfig.KEY));
    detector.setRenameLimit(RENAME_LIMIT);
    detector.setBigFileThreshold(Math.min(RENAME_BYTES, limits.fileBytes()));
    detector.setSkipContentRenamesForBinaryFiles(true);
    detector.addAll(found);
    try {
      return detector.compute(view.objects(), NullProgressMonitor.INSTANCE);
    } catch (CanceledException e) {
      throw new IOException(e);
    }
  }

  private List<FileDiff> describe() throws IOException {
    Set<Oid> blobs = new HashSet<>();
    for (DiffEntry entry : entries) {
      for (DiffEntry.Side side : DiffEntry.Side.values()) {
        if (isFile(entry.getMode(side))) {
          blobs.add(Ids.of(entry.getId(side).toObjectId()));
        }
      }
    }
    Map<Oid, LfsPointer> pointers = view.ledger().pointers(blobs);
    List<FileDiff> described = new ArrayList<>();
    for (DiffEntry entry : entries) {
      described.add(
          new FileDiff(
              kind(entry),
              entry.getChangeType() == DiffEntry.ChangeType.DELETE
                  ? entry.getOldPath()
                  : entry.getNewPath(),
              entry.getChangeType() == DiffEntry.ChangeType.ADD
                  ? entry.getNewPath()
                  : entry.getOldPath(),
              side(entry, DiffEntry.Side.OLD, pointers),
              side(entry, DiffEntry.Side.NEW, pointers)));
    }
    return described;
  }

  private static boolean isFile(FileMode mode) {
    return mode.equals(FileMode.REGULAR_FILE) || mode.equals(FileMode.EXECUTABLE_FILE);
  }

  private static FileDiff.Kind kind(DiffEntry entry) {
    return switch (entry.getChangeType()) {
      case ADD -> FileDiff.Kind.ADDED;
      case DELETE -> FileDiff.Kind.REMOVED;
      case MODIFY -> FileDiff.Kind.CHANGED;
      case RENAME, COPY -> FileDiff.Kind.RENAMED;
    };
  }

  private FileDiff.@Nullable Side side(
      DiffEntry entry, DiffEntry.Side side, Map<Oid, LfsPointer> pointers) throws IOException {
    FileMode mode = entry.getMode(side);
    if (mode.equals(FileMode.MISSING)) {
      return null;
    }
    Oid blob = Ids.of(entry.getId(side).toObjectId());
    LfsPointer lfs = isFile(mode) ? pointers.get(blob) : null;
    return new FileDiff.Side(blob, lfs == null ? size(entry, side) : lfs.size(), lfs);
  }

  private long size(DiffEntry entry, DiffEntry.Side side) throws IOException {
    FileMode mode = entry.getMode(side);
    return mode.equals(FileMode.MISSING) || mode.equals(FileMode.GITLINK)
        ? 0
        : view.objects().getObjectSize(entry.getId(side).toObjectId(), Constants.OBJ_BLOB);
  }

  /// The files that differ, in git's order but for renames; at most [DiffLimits#files].
  public List<FileDiff> files() {
    return files;
  }

  /// Whether more files differ than are told.
  public boolean isCut() {
    return cut;
  }

  /// Compares the lines of one file.
  ///
  /// @param index among [#files]
  public FilePatch patch(int index) throws IOException {
    DiffEntry entry = entries.get(index);
    if (size(entry, DiffEntry.Side.OLD) > limits.fileBytes()
        || size(entry, DiffEntry.Side.NEW) > limits.fileBytes()) {
      return FilePatch.without(FilePatch.Kind.TOO_LARGE, 0, 0);
    }
    text.reset();
    formatter.format(entry);
    formatter.flush();
    FilePatch patch = FilePatch.of(text.toByteArray());
    int more = patch.lines();
    if (lines + more > limits.lines()) {
      return FilePatch.without(FilePatch.Kind.TOO_MANY_LINES, patch.additions(), patch.deletions());
    }
    lines += more;
    return patch;
  }

  /// Ends a walk after so many files.
  private static final class Limit extends TreeFilter {

    private final int most;
    private int seen;

    Limit(int most) {
      this.most = most;
    }

    boolean isReached() {
      return seen > most;
    }

    @Override
    public boolean include(TreeWalk walk) {
      if (!walk.isSubtree() && ++seen > most) {
        throw StopWalkException.INSTANCE;
      }
      return true;
    }

    @Override
    public boolean shouldBeRecursive() {
      return false;
    }

    @Override
    public TreeFilter clone() {
      return this;
    }
  }
}

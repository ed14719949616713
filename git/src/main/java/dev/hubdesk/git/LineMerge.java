package dev.hubdesk.git;

import dev.hubdesk.protocol.LfsPointer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.merge.MergeAlgorithm;
import org.eclipse.jgit.merge.MergeFormatter;
import org.eclipse.jgit.merge.MergeResult;
import org.jspecify.annotations.Nullable;

/// Merges the lines of one file that two sides have changed.
final class LineMerge {

  /// The largest file that is merged by lines, in bytes; larger ones conflict.
  static final int MAX_BYTES = 4 << 20;

  private final ObjectReader objects;
  private final PackBuilder pack;
  private final MergeAlgorithm algorithm = new MergeAlgorithm(new BoundedDiff());

  /// @param pack receives what comes out
  LineMerge(ObjectReader objects, PackBuilder pack) {
    this.objects = objects;
    this.pack = pack;
  }

  /// Merges one file: its lines and its mode.
  ///
  /// @return the merged file; null when the sides contradict each other, or cannot be merged by
  ///   lines: LFS files and what would become one, binary or large files, symbolic links
  @Nullable TreeItem merge(TreeItem base, TreeItem ours, TreeItem theirs) throws IOException {
    if (!base.isRegular() || !ours.isRegular() || !theirs.isRegular()) {
      return null;
    }
    int mode =
        ours.mode() == base.mode() || ours.mode() == theirs.mode() ? theirs.mode() : ours.mode();
    ObjectId blob = merge(base.id(), ours.id(), theirs.id());
    return blob == null ? null : new TreeItem(mode, blob);
  }

  private @Nullable ObjectId merge(ObjectId base, ObjectId ours, ObjectId theirs)
      throws IOException {
    if (ours.equals(theirs) || theirs.equals(base)) {
      return ours;
    }
    if (ours.equals(base)) {
      return theirs;
    }
    List<RawText> texts = new ArrayList<>();
    for (ObjectId side : List.of(base, ours, theirs)) {
      RawText text = text(side);
      if (text == null) {
        return null;
      }
      texts.add(text);
    }
    MergeResult<RawText> result =
        algorithm.merge(RawTextComparator.DEFAULT, texts.get(0), texts.get(1), texts.get(2));
    if (result.containsConflicts()) {
      return null;
    }
    var out = new ByteArrayOutputStream();
    new MergeFormatter()
        .formatMerge(out, result, List.of("base", "ours", "theirs"), StandardCharsets.UTF_8);
    byte[] merged = out.toByteArray();
    // A pointer that nobody uploaded and nobody was granted.
    return LfsPointer.parse(merged).isPresent() ? null : pack.insert(Constants.OBJ_BLOB, merged);
  }

  private @Nullable RawText text(ObjectId blob) throws IOException {
    ObjectLoader loader = objects.open(blob, Constants.OBJ_BLOB);
    if (loader.getSize() > MAX_BYTES) {
      return null;
    }
    byte[] bytes = loader.getCachedBytes(MAX_BYTES);
    return RawText.isBinary(bytes, bytes.length, true) || LfsPointer.parse(bytes).isPresent()
        ? null
        : new RawText(bytes);
  }
}

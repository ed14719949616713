package dev.hubdesk.git;

import org.eclipse.jgit.diff.DiffAlgorithm;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.Sequence;
import org.eclipse.jgit.diff.SequenceComparator;

/// Compares lines as git's histogram does, but not for longer than anybody can wait: both that and
/// what it falls back on take the square of the lines at worst, and whoever writes a file can make
/// it the worst. What would be too much work counts as replaced as a whole: true, only coarse.
final class BoundedDiff extends DiffAlgorithm {

  /// The most pairs of lines that are compared with one another, between the first and the last
  /// line that differ, over all files of one comparison or merge.
  static final long MAX_PAIRS = 1L << 31;

  private final DiffAlgorithm exact = new HistogramDiff();
  private long left = MAX_PAIRS;

  @Override
  public <S extends Sequence> EditList diffNonCommon(
      SequenceComparator<? super S> comparator, S a, S b) {
    long pairs = (long) a.size() * b.size();
    if (pairs > left) {
      return EditList.singleton(new Edit(0, a.size(), 0, b.size()));
    }
    left -= pairs;
    return exact.diffNonCommon(comparator, a, b);
  }
}

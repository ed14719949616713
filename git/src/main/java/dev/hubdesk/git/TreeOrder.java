package dev.hubdesk.git;

import java.util.Arrays;

/// Git's order of names in a tree: by bytes, a directory as if its name ended in `/`.
final class TreeOrder {

  private TreeOrder() {}

  /// Compares two names, each a stretch of an array. A directory `d` stands before a file that is
  /// called `d/`: git itself has no such file, a history tree has.
  static int compare(
      byte[] a, int aStart, int aEnd, boolean aDir, byte[] b, int bStart, int bEnd, boolean bDir) {
    int common = Math.min(aEnd - aStart, bEnd - bStart);
    int mismatch = Arrays.mismatch(a, aStart, aStart + common, b, bStart, bStart + common);
    if (mismatch >= 0) {
      return Byte.compareUnsigned(a[aStart + mismatch], b[bStart + mismatch]);
    }
    int aLength = aEnd - aStart + (aDir ? 1 : 0);
    int bLength = bEnd - bStart + (bDir ? 1 : 0);
    if (common < aLength && common < bLength) {
      int order = Integer.compare(byteAt(a, aStart, aEnd, common), byteAt(b, bStart, bEnd, common));
      if (order != 0) {
        return order;
      }
    }
    return aLength != bLength ? Integer.compare(aLength, bLength) : Boolean.compare(bDir, aDir);
  }

  private static int byteAt(byte[] name, int start, int end, int index) {
    return start + index < end ? Byte.toUnsignedInt(name[start + index]) : '/';
  }
}

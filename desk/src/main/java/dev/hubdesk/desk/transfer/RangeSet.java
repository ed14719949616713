package dev.hubdesk.desk.transfer;

import dev.hubdesk.hubclient.ByteSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Ranges of a file that are on disk, merged where they touch.
final class RangeSet {

  private final TreeMap<Long, Long> ends = new TreeMap<>();
  private long total;

  /// Adds a range.
  ///
  /// @return bytes that were not in the set before
  synchronized long add(long start, long end) {
    long before = total;
    long from = start;
    long to = end;
    Map.Entry<Long, Long> near = ends.floorEntry(to);
    while (near != null && near.getValue() >= from) {
      from = Math.min(from, near.getKey());
      to = Math.max(to, near.getValue());
      total -= near.getValue() - near.getKey();
      ends.remove(near.getKey());
      near = ends.floorEntry(to);
    }
    ends.put(from, to);
    total += to - from;
    return total - before;
  }

  /// Bytes in the set.
  synchronized long total() {
    return total;
  }

  /// How far the file is there without a hole, from its start.
  synchronized long frontier() {
    return ends.getOrDefault(0L, 0L);
  }

  /// The ranges, in order.
  synchronized List<ByteSpan> list() {
    var ranges = new ArrayList<ByteSpan>();
    ends.forEach((start, end) -> ranges.add(new ByteSpan(start, end)));
    return ranges;
  }

  /// What is missing of a file of that size, in order.
  synchronized List<ByteSpan> gaps(long size) {
    var gaps = new ArrayList<ByteSpan>();
    long position = 0;
    for (Map.Entry<Long, Long> range : ends.entrySet()) {
      if (range.getKey() > position) {
        gaps.add(new ByteSpan(position, range.getKey()));
      }
      position = range.getValue();
    }
    if (position < size) {
      gaps.add(new ByteSpan(position, size));
    }
    return gaps;
  }
}

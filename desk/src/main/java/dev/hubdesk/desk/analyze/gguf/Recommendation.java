package dev.hubdesk.desk.analyze.gguf;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which quantization to take when one does not know: Q4_K_M, plain or dynamic; else the smallest
/// of good quality that fits common machines; else the smallest of all. Who says how much memory
/// there is gets the best that fits into it.
final class Recommendation {

  private static final long COMMON_SIZE = 10L << 30;
  private static final int GOOD = 4;

  private Recommendation() {}

  /// @param ram bytes of memory that there are; null when that is not known
  static Optional<GgufGroup> among(List<GgufGroup> groups, @Nullable Long ram) {
    return ram == null ? usual(groups) : best(groups, ram).or(() -> smallest(groups));
  }

  /// The best that fits; of two that are as good the larger one.
  static Optional<GgufGroup> best(List<GgufGroup> groups, long ram) {
    return groups.stream()
        .filter(group -> GgufParts.ram(group.size()) <= ram)
        .max(Comparator.comparingInt(GgufGroup::quality).thenComparingLong(GgufGroup::size));
  }

  private static Optional<GgufGroup> usual(List<GgufGroup> groups) {
    return labelled(groups, "Q4_K_M")
        .or(() -> labelled(groups, "UD_Q4_K_M"))
        .or(() -> smallest(groups.stream().filter(Recommendation::isGoodFit).toList()))
        .or(() -> smallest(groups));
  }

  private static Optional<GgufGroup> labelled(List<GgufGroup> groups, String label) {
    return groups.stream().filter(group -> group.label().equals(label)).findFirst();
  }

  private static boolean isGoodFit(GgufGroup group) {
    return group.quality() >= GOOD && group.size() < COMMON_SIZE;
  }

  private static Optional<GgufGroup> smallest(List<GgufGroup> groups) {
    return groups.stream().min(Comparator.comparingLong(GgufGroup::size));
  }
}

package dev.hubdesk.desk.analyze.model;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// One format and one variant of weights.
///
/// @param variant empty for the plain one
public record OneFormat(WeightFormat format, String variant) {

  private static final List<String> PREFERRED = List.of("fp16", "bf16", "");

  /// What to take when one does not know: by format, then half precision where it is offered.
  public static final Comparator<OneFormat> PREFERENCE =
      Comparator.comparing(OneFormat::format)
          .thenComparingInt(one -> rank(one.variant))
          .thenComparing(OneFormat::variant);

  static OneFormat of(Weight weight) {
    return new OneFormat(weight.format(), weight.variant());
  }

  private static int rank(String variant) {
    int at = PREFERRED.indexOf(variant);
    return at < 0 ? PREFERRED.size() : at;
  }

  /// All that are found, the one to prefer first.
  public static List<OneFormat> among(List<Weight> weights) {
    return weights.stream().map(OneFormat::of).distinct().sorted(PREFERENCE).toList();
  }

  /// The weights of one directory to take: those of this format and variant, else the plain ones of
  /// this format, else what there is in the order of preference. So nothing is taken twice, and no
  /// directory is left without weights.
  public List<Weight> from(List<Weight> directory) {
    Map<OneFormat, List<Weight>> sets =
        directory.stream().collect(Collectors.groupingBy(OneFormat::of));
    return Optional.ofNullable(sets.get(this))
        .or(() -> Optional.ofNullable(sets.get(new OneFormat(format, ""))))
        .or(() -> sets.keySet().stream().min(PLAIN_FIRST).map(sets::get))
        .orElse(List.of());
  }

  private static final Comparator<OneFormat> PLAIN_FIRST =
      Comparator.comparing(OneFormat::format).thenComparing(OneFormat::variant);
}

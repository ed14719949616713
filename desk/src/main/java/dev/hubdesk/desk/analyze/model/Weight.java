package dev.hubdesk.desk.analyze.model;

import dev.hubdesk.protocol.TreeEntry;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A file of weights.
///
/// @param variant `fp16` and the like, which stands between name and suffix; empty for the plain
///   one
/// @param shard which part of a row it is, from 1; 0 when it is whole
/// @param shards how many there are; 0 when it is whole
public record Weight(
    TreeEntry.File file, WeightFormat format, String variant, int shard, int shards) {

  private static final Pattern SHARD = Pattern.compile("[-_](\\d{1,6})[-_]of[-_](\\d{1,6})");
  private static final Pattern STATE =
      Pattern.compile(
          "training_args\\.bin|(optimizer|scheduler|rng_state|random_states|scaler|"
              + "custom_checkpoint|zero_pp_rank|bf16_zero_pp_rank)[^/]*\\.(bin|pt|pth|pkl)");
  private static final Set<String> VARIANTS =
      Set.of(
          "fp16",
          "bf16",
          "fp32",
          "fp8",
          "fp8_e4m3fn",
          "fp8_e5m2",
          "int8",
          "int4",
          "nf4",
          "ema",
          "non_ema");

  /// The file as weights; empty when it is none: tokenizers and what training leaves behind are
  /// not.
  public static Optional<Weight> of(TreeEntry.File file) {
    String path = file.path().text().toLowerCase(Locale.ROOT);
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (name.contains("tokenizer") || STATE.matcher(name).matches()) {
      return Optional.empty();
    }
    return WeightFormat.of(path)
        .map(format -> {
          Matcher shard = SHARD.matcher(name);
          boolean isPart = shard.find();
          String whole = isPart ? shard.replaceFirst("") : name;
          return new Weight(
              file,
              format,
              variant(whole),
              isPart ? Integer.parseInt(shard.group(1)) : 0,
              isPart ? Integer.parseInt(shard.group(2)) : 0);
        });
  }

  /// The weights among files.
  public static List<Weight> among(List<TreeEntry.File> files) {
    return files.stream().map(Weight::of).flatMap(Optional::stream).toList();
  }

  /// `model.fp16.safetensors`, without shard numbers.
  private static String variant(String name) {
    return Stream.of(name.split("\\.", -1))
        .skip(1)
        .filter(VARIANTS::contains)
        .findFirst()
        .orElse("");
  }

  /// The directory it stands in; empty for the root.
  public String directory() {
    return file.path().parent().text();
  }
}

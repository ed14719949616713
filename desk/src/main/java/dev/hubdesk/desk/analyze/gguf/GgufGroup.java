package dev.hubdesk.desk.analyze.gguf;

import dev.hubdesk.protocol.TreeEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Files that only work together: one model in one quantization, in one or many shards.
///
/// @param stem the file name without quantization, shard number and extension
/// @param quant null when the name does not tell
/// @param mtp it carries the layers for multi-token prediction and has a twin that does not
/// @param files sorted by path
record GgufGroup(
    String directory, String stem, @Nullable Quant quant, boolean mtp, List<TreeEntry.File> files) {

  private static final Pattern SHARD = Pattern.compile("-\\d{4,5}-of-\\d{4,5}$");
  private static final Pattern EXTENSION = Pattern.compile("\\.gguf$", Pattern.CASE_INSENSITIVE);
  private static final Pattern MTP =
      Pattern.compile("(?:^|(?<=[-_.]))mtp(?=[-_.]|$)", Pattern.CASE_INSENSITIVE);

  GgufGroup {
    files = List.copyOf(files);
  }

  /// Groups files; larger groups first, then by name.
  static List<GgufGroup> of(List<TreeEntry.File> files) {
    var groups = new LinkedHashMap<Key, List<TreeEntry.File>>();
    for (TreeEntry.File file : files) {
      groups.computeIfAbsent(Key.of(file), _ -> new ArrayList<>()).add(file);
    }
    return groups.entrySet().stream()
        .map(entry -> entry.getKey().group(entry.getValue()))
        .sorted(
            Comparator.comparingLong(GgufGroup::size)
                .reversed()
                .thenComparing(GgufGroup::label)
                .thenComparing(group -> group.files.getFirst().path()))
        .toList();
  }

  /// The same with what the file says of itself; null when it says nothing.
  GgufGroup with(@Nullable Quant told) {
    return new GgufGroup(directory, stem, told, mtp, files);
  }

  /// `Q4_K_M`, `Q4_K_M (MTP)`, or the stem when the quantization is not known.
  String label() {
    if (quant == null) {
      return stem;
    }
    return mtp ? quant.label() + " (MTP)" : quant.label();
  }

  long size() {
    return files.stream().mapToLong(TreeEntry.File::size).sum();
  }

  int quality() {
    return quant == null ? 3 : quant.quality();
  }

  /// The name shared by all files, without shard number and extension.
  String baseName() {
    return baseName(files.getFirst());
  }

  static String baseName(TreeEntry.File file) {
    String name = EXTENSION.matcher(file.path().name()).replaceFirst("");
    return SHARD.matcher(name).replaceFirst("");
  }

  private record Key(String directory, String stem, @Nullable Quant quant, boolean mtp) {

    static Key of(TreeEntry.File file) {
      String directory = file.path().parent().text();
      String base = baseName(file);
      boolean mtp = MTP.matcher(base).find();
      return Quant.find(base)
          .map(found -> new Key(directory, stem(base, found), found.quant(), mtp))
          .orElseGet(() -> new Key(directory, base, inDirectory(directory), mtp));
    }

    private static @Nullable Quant inDirectory(String directory) {
      return Quant.find(directory).map(Quant.Found::quant).orElse(null);
    }

    private static String stem(String base, Quant.Found found) {
      String rest = base.substring(0, found.start()) + base.substring(found.end());
      return rest.replaceAll("^[-_.]+|[-_.]+$", "").replaceAll("([-_.])[-_.]+", "$1");
    }

    GgufGroup group(List<TreeEntry.File> files) {
      List<TreeEntry.File> sorted =
          files.stream().sorted(Comparator.comparing(TreeEntry.File::path)).toList();
      return new GgufGroup(directory, stem, quant, mtp && quant != null, sorted);
    }
  }

  /// The key of an item: `q4_k_m`, `q4_k_m-mtp`.
  String id() {
    String lower = (quant == null ? stem : quant.label()).toLowerCase(Locale.ROOT);
    return mtp ? lower + "-mtp" : lower;
  }
}

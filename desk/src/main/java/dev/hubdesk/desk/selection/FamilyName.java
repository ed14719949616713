package dev.hubdesk.desk.selection;

import dev.hubdesk.desk.analyze.gguf.Quant;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.Sha256;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the shards of one model have in common: the whole path, case and all, but for the number of
/// the shard. A file that is no shard is a family of its own, and shards of another total are
/// another family.
///
/// @param text the path, with `#` for the number of the shard
/// @param shards how many there are to be; 1 for a file that is none
record FamilyName(String text, int shards) {

  private static final Pattern SHARD =
      Pattern.compile(
          "(.*[-_])(\\d{1,6})([-_]of[-_])(\\d{1,6})(\\.gguf)", Pattern.CASE_INSENSITIVE);
  private static final Pattern EXTENSION = Pattern.compile("\\.gguf$", Pattern.CASE_INSENSITIVE);
  private static final int ID_LENGTH = 24;

  /// The family of a file.
  static FamilyName of(RepoPath path) {
    Matcher shard = SHARD.matcher(path.text());
    if (!shard.matches()) {
      return new FamilyName(path.text(), 1);
    }
    String text = shard.group(1) + "#" + shard.group(3) + shard.group(4) + shard.group(5);
    return new FamilyName(text, Integer.parseInt(shard.group(4)));
  }

  /// Whether a file is a model: GGUF, and no projector for images.
  static boolean isModel(RepoPath path) {
    String name = path.name().toLowerCase(Locale.ROOT);
    return name.endsWith(".gguf") && !name.contains("mmproj");
  }

  /// `gguf-` and 24 hex digits.
  String id() {
    return "gguf-" + Sha256.ofText(text).hex().substring(0, ID_LENGTH);
  }

  /// The quantization that the name tells; empty when it tells none.
  String quant() {
    return Quant.find(base()).map(found -> found.quant().label()).orElse("");
  }

  /// For people: `family · QUANT`.
  String label() {
    String base = base();
    return Quant.find(base)
        .map(found -> {
          String rest = base.substring(0, found.start()) + base.substring(found.end());
          return clean(rest) + " · " + found.quant().label();
        })
        .orElseGet(() -> clean(base));
  }

  /// The file's name without number, total and extension.
  private String base() {
    String name = EXTENSION.matcher(text.substring(text.lastIndexOf('/') + 1)).replaceFirst("");
    return name.replaceFirst("[-_]#.*$", "");
  }

  private static String clean(String text) {
    return text.replaceAll("^[-_.]+|[-_.]+$", "").replaceAll("([-_.])[-_.]+", "$1");
  }
}

package dev.hubdesk.desk.analyze.gguf;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How the weights of a GGUF file are stored, as its name says: `Q4_K_M`, `UD_Q3_K_XL`, `BF16`.
///
/// @param label upper case, parts joined by `_`
public record Quant(String label) {

  private static final Pattern FORM =
      Pattern.compile(
          "(?<![A-Za-z0-9])(?:UD[-_])?(?:"
              + "IQ[1-4]_(?:XXS|XS|S|M|NL)"
              + "|TQ[12]_0"
              + "|Q[1-8]_[01](?:_[48]_[48])?"
              + "|Q[2-8]_K(?:_(?:XXL|XL|L|M|S))?"
              + "|APEX[-_](?:I[-_])?(?:BALANCED|COMPACT|MINI|QUALITY)"
              + "|MXFP4(?:_MOE)?|NVFP4|BF16|FP16|F16|FP32|F32|FP8"
              + ")(?![A-Za-z0-9])",
          Pattern.CASE_INSENSITIVE);

  /// Where a label was found in a text.
  public record Found(Quant quant, int start, int end) {}

  /// The last label in a text: earlier ones tell what the file was made from.
  public static Optional<Found> find(String text) {
    Matcher matcher = FORM.matcher(text);
    @Nullable Found found = null;
    while (matcher.find()) {
      String label = matcher.group().toUpperCase(Locale.ROOT).replace('-', '_');
      found = new Found(new Quant(label), matcher.start(), matcher.end());
    }
    return Optional.ofNullable(found);
  }

  /// The label as filters say it: lower case, without the prefix of dynamic quantization.
  String filter() {
    String lower = label.toLowerCase(Locale.ROOT);
    if (lower.startsWith("apex_")) {
      return lower.replace('_', '-');
    }
    return isDynamic() ? lower.substring("ud_".length()) : lower;
  }

  /// Whether layers differ in width (`UD-`).
  boolean isDynamic() {
    return label.startsWith("UD_");
  }

  /// 1 (smallest) to 5 (nearest to the original).
  int quality() {
    String base = base();
    if (base.startsWith("APEX_")) {
      return apexQuality(base);
    }
    if (base.matches("(IQ1|TQ1|TQ2|IQ2|Q1).*|Q2_K(_S|_L)?|Q2_[01]")) {
      return 1;
    }
    if (base.matches("IQ3.*|Q2_K_X{1,2}L|Q3_[01]|Q3_K(_S|_M|_L)?")) {
      return 2;
    }
    if (base.matches("Q3_K_X{1,2}L|Q4_[01].*|Q4_K_S|IQ4.*")) {
      return 3;
    }
    return base.matches("Q4_K.*|Q5_[01]|Q5_K(_S)?|MXFP4.*|NVFP4") ? 4 : 5;
  }

  private static int apexQuality(String base) {
    if (base.endsWith("MINI")) {
      return 2;
    }
    if (base.endsWith("COMPACT")) {
      return 3;
    }
    return base.endsWith("BALANCED") ? 4 : 5;
  }

  /// One line for people.
  String description() {
    if (base().equals("Q4_K_M")) {
      return "4-bit, balanced size and quality; recommended for most uses";
    }
    return bits()
        + switch (quality()) {
          case 1 -> ", smallest, a clear loss of quality";
          case 2 -> ", small, a noticeable loss of quality";
          case 3 -> ", compact, some loss of quality";
          case 4 -> ", good quality at a moderate size";
          default -> ", very close to the original";
        };
  }

  private String bits() {
    String base = base();
    if (base.startsWith("APEX_")) {
      return "Mixed widths";
    }
    if (base.endsWith("F16") || base.equals("FP16")) {
      return "16-bit";
    }
    if (base.endsWith("32")) {
      return "32-bit";
    }
    return base.replaceFirst("^[A-Z]+(\\d).*", "$1-bit");
  }

  private String base() {
    return isDynamic() ? label.substring("UD_".length()) : label;
  }
}

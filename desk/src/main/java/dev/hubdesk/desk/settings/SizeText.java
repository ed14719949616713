package dev.hubdesk.desk.settings;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sizes as settings write them: `32MiB` (1024-based), `2 MB` (1000-based), `1048576`.
final class SizeText {

  private static final Pattern FORM =
      Pattern.compile("(\\d{1,18}(?:\\.\\d{1,6})?)\\s*(B|KB|MB|GB|KIB|MIB|GIB)?");

  private static final Map<String, Long> UNITS =
      Map.of(
          "B", 1L,
          "KB", 1_000L,
          "MB", 1_000_000L,
          "GB", 1_000_000_000L,
          "KIB", 1L << 10,
          "MIB", 1L << 20,
          "GIB", 1L << 30);

  private SizeText() {}

  /// The size in bytes; empty when the text is no size or too large for one.
  static OptionalLong parse(String text) {
    Matcher matcher = FORM.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    String unit = matcher.group(2);
    long factor = unit == null ? 1 : UNITS.getOrDefault(unit, 1L);
    BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(factor));
    return bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
        ? OptionalLong.empty()
        : OptionalLong.of(bytes.longValue());
  }
}

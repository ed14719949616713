package dev.hubdesk.desk.api;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Who may use a Desk beside the programs and the pages of this machine.
///
/// @param hosts names beside the loopback ones under which it may be reached: a `Host` header with
///   any other name is refused
/// @param origins other sites whose pages may use it, `https://host:port`; `*` for all
/// @param login what everybody has to know; null when nothing is asked
public record CallerRules(List<String> hosts, List<String> origins, @Nullable DeskLogin login) {

  /// This machine alone, nothing asked.
  public static final CallerRules THIS_MACHINE = new CallerRules(List.of(), List.of(), null);

  public CallerRules {
    hosts = hosts.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    origins = origins.stream().map(CallerRules::origin).toList();
  }

  private static String origin(String text) {
    String origin = text.strip().toLowerCase(Locale.ROOT);
    if (!origin.equals("*") && !origin.matches("https?://[^/?#@\\s]+")) {
      throw new IllegalArgumentException("an origin is http(s)://host or http(s)://host:port");
    }
    return origin;
  }
}

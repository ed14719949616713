package dev.hubdesk.desk.api;

import dev.hubdesk.http.ListenAddress;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import io.javalin.http.Context;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Keeps pages of other sites out. The Desk acts for whoever sits at this machine, and a browser
/// there runs everybody's pages:
///
/// - a `Host` that is neither a loopback name, nor the address listened on, nor allowed by name is
///   refused, so that no foreign name can be pointed at this machine (DNS rebinding). Listening on
///   all addresses allows any address, but still no name;
/// - an `Origin` other than the Desk itself is refused on every request, and so is what the browser
///   itself marks as cross-site below `/api`. Programs that are no browsers send neither.
public final class CallerGuard {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Set<String> WILDCARD = Set.of("0.0.0.0", "[::]");
  private static final Pattern ADDRESS =
      Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");
  private static final Pattern AUTHORITY =
      Pattern.compile("([a-z0-9._-]+|\\[[0-9a-f:.]+])(?::\\d{1,5})?");

  private final String listened;
  private final List<String> allowed;

  /// @param allowed further names under which the Desk may be reached
  public CallerGuard(ListenAddress listen, List<String> allowed) {
    this.listened = listen.host().contains(":") ? "[" + listen.host() + "]" : listen.host();
    this.allowed = allowed.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }

  /// Lets a request pass.
  ///
  /// @throws FailureException with Forbidden when it may come from another site
  public void check(Context context) {
    String host = lower(context.header("Host"));
    if (!isOurs(host)) {
      throw forbidden("This Desk is not reached under that name");
    }
    String origin = context.header("Origin");
    if (origin != null && !isSame(origin, host)) {
      throw forbidden("Pages of other sites may not use this Desk");
    }
    boolean api = context.path().equals("/api") || context.path().startsWith("/api/");
    if (api && lower(context.header("Sec-Fetch-Site")).matches("cross-site|same-site")) {
      throw forbidden("Pages of other sites may not use this Desk");
    }
  }

  boolean isOurs(String authority) {
    var matcher = AUTHORITY.matcher(authority);
    if (!matcher.matches()) {
      return false;
    }
    String name = matcher.group(1);
    return LOOPBACK.contains(name)
        || name.equals(listened.toLowerCase(Locale.ROOT))
        || allowed.contains(name)
        || (WILDCARD.contains(listened) && ADDRESS.matcher(name).matches());
  }

  static boolean isSame(String origin, String host) {
    try {
      URI uri = URI.create(origin.toLowerCase(Locale.ROOT));
      return uri.getRawAuthority() != null
          && Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
          && uri.getRawAuthority().equals(host);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static String lower(@Nullable String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }

  private static FailureException forbidden(String message) {
    return new FailureException(new Failure.Forbidden(message));
  }
}

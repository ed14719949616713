package dev.hubdesk.desk.api;

import dev.hubdesk.http.ListenAddress;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import io.javalin.http.Context;
import java.net.URI;
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
/// - an `Origin` other than the Desk itself is refused on every request, unless it is allowed by
///   name, and so is what the browser itself marks as cross-site below `/api`. Programs that are no
///   browsers send neither;
/// - where there is a password, everybody has to know it.
public final class CallerGuard {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Set<String> WILDCARD = Set.of("0.0.0.0", "[::]");
  private static final Pattern ADDRESS =
      Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");
  private static final Pattern AUTHORITY =
      Pattern.compile("([a-z0-9._-]+|\\[[0-9a-f:.]+])(?::\\d{1,5})?");

  private final String listened;
  private final CallerRules rules;
  private final @Nullable LoginGuard login;

  public CallerGuard(ListenAddress listen, CallerRules rules) {
    this.listened = listen.host().contains(":") ? "[" + listen.host() + "]" : listen.host();
    this.rules = rules;
    this.login = rules.login() == null ? null : new LoginGuard(rules.login(), LoginGuard.DELAY);
  }

  /// Lets a request pass. The question whether a page of an allowed site may ask is answered here.
  ///
  /// @throws FailureException with Forbidden when it may come from another site, NotSignedIn when
  ///   it does not know the password
  public void check(Context context) {
    String host = lower(context.header("Host"));
    if (!isOurs(host)) {
      throw forbidden("This Desk is not reached under that name");
    }
    String origin = context.header("Origin");
    boolean allowed = origin != null && isAllowed(origin);
    if (origin != null && !allowed && !isSame(origin, host)) {
      throw forbidden("Pages of other sites may not use this Desk");
    }
    if (!allowed && isApi(context) && isMarkedForeign(context)) {
      throw forbidden("Pages of other sites may not use this Desk");
    }
    if (origin != null && allowed && letIn(context, origin)) {
      return;
    }
    if (login != null) {
      login.check(context);
    }
  }

  /// Tells the browser that the page may read the answer.
  ///
  /// @return whether that was all that the browser asked
  private static boolean letIn(Context context, String origin) {
    context.header("Access-Control-Allow-Origin", origin);
    context.header("Vary", "Origin");
    if (!context.method().name().equals("OPTIONS")
        || context.header("Access-Control-Request-Method") == null) {
      return false;
    }
    context.header("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE, OPTIONS");
    context.header("Access-Control-Allow-Headers", "Content-Type, Authorization");
    context.header("Access-Control-Max-Age", "86400");
    context.status(204).skipRemainingHandlers();
    return true;
  }

  private static boolean isApi(Context context) {
    return context.path().equals("/api") || context.path().startsWith("/api/");
  }

  private static boolean isMarkedForeign(Context context) {
    return lower(context.header("Sec-Fetch-Site")).matches("cross-site|same-site");
  }

  private boolean isAllowed(String origin) {
    return rules.origins().contains("*") || rules.origins().contains(lower(origin));
  }

  boolean isOurs(String authority) {
    var matcher = AUTHORITY.matcher(authority);
    if (!matcher.matches()) {
      return false;
    }
    String name = matcher.group(1);
    return LOOPBACK.contains(name)
        || name.equals(listened.toLowerCase(Locale.ROOT))
        || rules.hosts().contains(name)
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

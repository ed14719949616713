package dev.hubdesk.hub.access;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import org.jspecify.annotations.Nullable;

/// What happens before every route: the headers that let pages of other origins use the API, and
/// finding out who calls. Wrong credentials are refused on every path, public ones included.
public final class CallerFilter {

  private static final String CALLER = CallerFilter.class.getName() + ".caller";

  private static final String EXPOSED =
      "X-Repo-Commit,X-Request-Id,X-Error-Code,X-Error-Message,X-Total-Count,ETag,Link,"
          + "Accept-Ranges,Content-Range,X-Linked-Size,X-Linked-ETag,X-Xet-Access-Token,"
          + "X-Xet-Token-Expiration,X-Xet-Refresh-Route,X-Xet-Cas-Url,X-Xet-Hash";

  private final Authentication authentication;

  public CallerFilter(Authentication authentication) {
    this.authentication = authentication;
  }

  public void addTo(RoutesConfig routes) {
    routes.before(this::allowOtherOrigins);
    routes.before(this::findCaller);
  }

  /// Who sends this request.
  public static Caller caller(Context context) {
    @Nullable Caller caller = context.attribute(CALLER);
    return caller == null ? new Caller.Anonymous() : caller;
  }

  /// No cookies are ever used, so any origin may ask: it has what its own token gives.
  private void allowOtherOrigins(Context context) {
    context.header("Access-Control-Allow-Origin", "*");
    context.header("Access-Control-Expose-Headers", EXPOSED);
    if (context.method().equals(HandlerType.OPTIONS)) {
      context.header("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, DELETE, PATCH");
      context.header(
          "Access-Control-Allow-Headers",
          "Authorization, Range, Content-Type, X-Xet-Session-Id, X-Request-Id");
      context.header("Access-Control-Max-Age", "86400");
      context.status(204);
      context.skipRemainingHandlers();
    }
  }

  private void findCaller(Context context) {
    context.attribute(CALLER, authentication.caller(context.header("Authorization")));
  }
}

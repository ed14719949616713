package dev.hubdesk.http;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where this server is, as its clients see it: what every absolute URL in an answer starts with. A
/// configured URL wins; else it is the request's own scheme and `Host`, or what a trusted proxy
/// says in `X-Forwarded-Proto` and `X-Forwarded-Host`.
public final class BaseUrl {

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]{1,253}(:\\d{1,5})?");
  private static final Pattern HOST_6 = Pattern.compile("\\[[0-9A-Fa-f:.]{2,45}](:\\d{1,5})?");

  private final @Nullable String fixed;
  private final TrustedProxies proxies;

  /// @param fixed an absolute http or https URL, or null to follow each request
  public BaseUrl(@Nullable URI fixed, TrustedProxies proxies) {
    this.fixed = fixed == null ? null : checked(fixed);
    this.proxies = proxies;
  }

  /// The URL, without a trailing slash.
  ///
  /// @throws FailureException with `BadRequest` when the request does not say where it was sent
  public String of(Context context) {
    if (fixed != null) {
      return fixed;
    }
    HttpServletRequest request = context.req();
    boolean forwarded = proxies.trusts(request.getRemoteAddr());
    String scheme = forwarded ? first(request, "X-Forwarded-Proto") : null;
    String host = forwarded ? first(request, "X-Forwarded-Host") : null;
    return (isScheme(scheme) ? scheme : request.getScheme())
        + "://"
        + known(host == null ? request.getHeader("Host") : host);
  }

  private static boolean isScheme(@Nullable String scheme) {
    return "http".equals(scheme) || "https".equals(scheme);
  }

  /// The value of the first of a chain of proxies.
  private static @Nullable String first(HttpServletRequest request, String header) {
    String value = request.getHeader(header);
    return value == null ? null : value.split(",", 2)[0].strip();
  }

  private static String known(@Nullable String host) {
    if (host == null || !(HOST.matcher(host).matches() || HOST_6.matcher(host).matches())) {
      throw new FailureException(new Failure.BadRequest("The Host header is missing or malformed"));
    }
    return host;
  }

  private static String checked(URI url) {
    boolean plain = url.getQuery() == null && url.getFragment() == null;
    if (!isScheme(url.getScheme()) || url.getHost() == null || !plain) {
      throw new IllegalArgumentException("the base URL must be like https://hub.example.org");
    }
    String text = url.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}

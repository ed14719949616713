package dev.hubdesk.http;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// Parameters of a query, with the leniency that stock clients need and no more.
public final class Query {

  private Query() {}

  /// A boolean: `true` or `false` in any case (`requests` sends `True`), `1` or `0`.
  ///
  /// @param text null or empty when the parameter was not sent
  /// @throws FailureException with `Unprocessable` for anything else
  public static boolean flag(String name, @Nullable String text, boolean unset) {
    if (text == null || text.isEmpty()) {
      return unset;
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw unprocessable("\"" + name + "\" must be true or false");
    };
  }

  /// As [#flag(String, String, boolean)], of a request's query.
  public static boolean flag(Context context, String name, boolean unset) {
    return flag(name, context.queryParam(name), unset);
  }

  /// A whole number of at least `least`.
  ///
  /// @throws FailureException with `Unprocessable` for anything else
  public static int number(Context context, String name, int least, int unset) {
    String text = context.queryParam(name);
    if (text == null) {
      return unset;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Said below.
    }
    throw unprocessable("\"" + name + "\" must be a whole number of at least " + least);
  }

  /// All values of a list, sent as `name=…` or `name[]=…`.
  public static List<String> values(Context context, String name) {
    var values = new ArrayList<String>(context.queryParams(name));
    values.addAll(context.queryParams(name + "[]"));
    return List.copyOf(values);
  }

  /// Points the `Link` header to the next page: an absolute URL on the same path with the same
  /// query, but for `name`.
  ///
  /// @param base the server's URL without a trailing slash
  public static void linkNext(Context context, String base, String name, String value) {
    String path = context.req().getRequestURI();
    linkNext(context, base + path, context.req().getQueryString(), name, value);
  }

  /// As [#linkNext(Context, String, String, String)], with the next page on a path of its own.
  public static void linkNext(
      Context context, String url, @Nullable String query, String name, String value) {
    var joined = new StringJoiner("&");
    if (query != null) {
      for (String pair : query.split("&", -1)) {
        if (!pair.isEmpty() && !pair.equals(name) && !pair.startsWith(name + "=")) {
          joined.add(pair);
        }
      }
    }
    joined.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    context.header("Link", "<" + ascii(url + "?" + joined) + ">; rel=\"next\"");
  }

  /// Percent-encodes what a client sent raw and a header can not carry.
  public static String ascii(String url) {
    var safe = new StringBuilder();
    url.codePoints()
        .forEach(c -> {
          if (c > 0x20 && c < 0x7f && c != '<' && c != '>') {
            safe.appendCodePoint(c);
          } else {
            safe.append(
                URLEncoder.encode(Character.toString(c), StandardCharsets.UTF_8)
                    .replace("+", "%20"));
          }
        });
    return safe.toString();
  }

  private static FailureException unprocessable(String message) {
    return new FailureException(new Failure.Unprocessable(message));
  }
}

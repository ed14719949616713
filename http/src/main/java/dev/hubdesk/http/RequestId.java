package dev.hubdesk.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The id under which a request appears in answers and logs. A sane `X-Request-Id` of the client is
/// kept; else the id is our own and holds the client's `X-Amzn-Trace-Id`, which clients print and
/// look for (client contract 1.5).
public final class RequestId {

  /// The header of requests and answers.
  public static final String HEADER = "X-Request-Id";

  /// The longest id that is taken from a client, in characters.
  public static final int MAX_LENGTH = 200;

  private static final String ATTRIBUTE = RequestId.class.getName();
  private static final Pattern SANE = Pattern.compile("[!-~]{1," + MAX_LENGTH + "}");
  private static final int RANDOM_BYTES = 12;

  private RequestId() {}

  /// The id of a request, the same at every call.
  public static String of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof String known) {
      return known;
    }
    String id = choose(request.getHeader(HEADER), request.getHeader("X-Amzn-Trace-Id"));
    request.setAttribute(ATTRIBUTE, id);
    return id;
  }

  static String choose(@Nullable String requestId, @Nullable String traceId) {
    if (requestId != null && isSane(requestId)) {
      return requestId;
    }
    var random = new byte[RANDOM_BYTES];
    ThreadLocalRandom.current().nextBytes(random);
    String own = "Root=" + HexFormat.of().formatHex(random);
    return traceId != null && isSane(traceId) ? own + ";" + traceId : own;
  }

  private static boolean isSane(String id) {
    return SANE.matcher(id).matches();
  }
}

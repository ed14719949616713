package dev.hubdesk.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/// Answers what never reached a route (malformed requests, headers too long) and what Jetty itself
/// gave up on: JSON with the status's own words, no page, no stack trace, no echo of the request.
final class BareErrors extends ErrorHandler {

  private final ErrorAnswers answers;

  BareErrors(ErrorAnswers answers) {
    this.answers = answers;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String reason = HttpStatus.getMessage(response.getStatus());
    HttpFields.Mutable headers = response.getHeaders();
    if (!headers.contains(RequestId.HEADER)) {
      headers.put(
          RequestId.HEADER,
          RequestId.choose(
              request.getHeaders().get(RequestId.HEADER),
              request.getHeaders().get("X-Amzn-Trace-Id")));
    }
    headers.put("X-Error-Message", reason);
    headers.put(HttpHeader.CONTENT_TYPE, "application/json");
    // After a malformed request the connection ends. Unsaid, a client would send its next one
    // there.
    headers.put(HttpHeader.CONNECTION, "close");
    response.write(true, body(response.getStatus(), reason), callback);
    return true;
  }

  private ByteBuffer body(int status, String reason) {
    return ByteBuffer.wrap(answers.bare(status, reason).getBytes(StandardCharsets.UTF_8));
  }
}

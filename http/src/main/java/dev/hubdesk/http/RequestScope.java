package dev.hubdesk.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// Surrounds every request: gives it its id, in the answer and (as `request`) in each log line, and
/// writes the access log at debug level. Queries and headers are never logged: they carry
/// signatures and tokens.
final class RequestScope implements Filter {

  private static final Logger LOG = LoggerFactory.getLogger("dev.hubdesk.http.access");
  private static final String LOG_KEY = "request";

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest http = (HttpServletRequest) request;
    HttpServletResponse answer = (HttpServletResponse) response;
    String id = RequestId.of(http);
    answer.setHeader(RequestId.HEADER, id);
    MDC.put(LOG_KEY, id);
    long started = System.nanoTime();
    try {
      chain.doFilter(request, response);
    } finally {
      if (LOG.isDebugEnabled()) {
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
        LOG.debug(
            "{} {} {} {} ms", http.getMethod(), http.getRequestURI(), answer.getStatus(), millis);
      }
      MDC.remove(LOG_KEY);
    }
  }
}

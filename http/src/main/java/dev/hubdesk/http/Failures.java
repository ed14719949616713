package dev.hubdesk.http;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.http.NotFoundResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.QuietException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns whatever a handler threw into an answer of [ErrorAnswers], or breaks the answer off when a
/// part of it is out already.
final class Failures {

  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
  private static final int INTERNAL_ERROR = 500;
  private static final int PAYLOAD_TOO_LARGE = 413;

  private final ErrorAnswers answers;

  Failures(ErrorAnswers answers) {
    this.answers = answers;
  }

  void addTo(RoutesConfig routes) {
    routes.exception(HttpResponseException.class, (e, context) -> answer(e, context));
    routes.exception(Exception.class, (e, context) -> answer(e, context));
  }

  /// Answers after a [Error], which reaches Javalin without its context.
  void answerError(HttpServletResponse response, Error error) {
    LOG.error("a request failed", error);
    if (!response.isCommitted()) {
      response.setStatus(INTERNAL_ERROR);
      response.setContentType("application/json");
      try {
        response.getOutputStream().print(answers.bare(INTERNAL_ERROR, "Internal server error"));
      } catch (IOException e) {
        LOG.debug("the answer could not be sent", e);
      }
    }
  }

  private void answer(Exception exception, Context context) {
    if (context.res().isCommitted()) {
      breakOff(exception, context);
      return;
    }
    context.res().resetBuffer();
    context.res().setContentLengthLong(-1);
    // What the handler had meant for its own answer, which may live for a year.
    context.res().setHeader("Cache-Control", null);
    switch (exception) {
      case FailureException e -> answers.failed(context, e.failure());
      case MethodNotAllowedResponse e -> answers.wrongMethod(context, allowed(e));
      case NotFoundResponse _ -> answers.noRoute(context);
      case HttpResponseException e -> answers.failed(context, refusal(e.getStatus()));
      default -> answerOther(exception, context);
    }
  }

  private void answerOther(Exception exception, Context context) {
    Optional<Failure> known = answers.recognise(exception);
    if (known.isPresent()) {
      answers.failed(context, known.get());
    } else if (exception instanceof HttpException http && http.getCode() < 500) {
      answers.failed(context, refusal(http.getCode()));
    } else {
      LOG.error("{} {} failed", context.method(), context.path(), exception);
      answers.crashed(context);
    }
  }

  /// An answer that ended here in good order would look whole.
  private static void breakOff(Exception exception, Context context) {
    if (!(exception instanceof QuietException)) {
      LOG.error("{} {} broke off", context.method(), context.path(), exception);
    }
    ServletContextRequest.getServletContextRequest(context.req())
        .getServletChannel()
        .abort(exception);
  }

  private static String allowed(MethodNotAllowedResponse e) {
    @Nullable String methods = e.getDetails().get("availableMethods");
    return methods == null ? "" : methods;
  }

  private static Failure refusal(int status) {
    return status == PAYLOAD_TOO_LARGE
        ? new Failure.TooLarge("The request body is too large")
        : new Failure.BadRequest("The request cannot be understood");
  }
}

package dev.hubdesk.http;

import dev.hubdesk.protocol.Failure;
import io.javalin.http.Context;

/// An envelope for tests: the failure's kind and message.
final class PlainErrors implements ErrorAnswers {

  @Override
  public void failed(Context context, Failure failure) {
    int status =
        switch (failure) {
          case Failure.TooLarge _ -> 413;
          case Failure.PreconditionFailed _ -> 412;
          case Failure.RangeNotSatisfiable _ -> 416;
          default -> 400;
        };
    context.status(status).result(failure.getClass().getSimpleName() + ": " + failure.message());
  }

  @Override
  public void noRoute(Context context) {
    context.status(404).result("no route");
  }

  @Override
  public void wrongMethod(Context context, String allowed) {
    context.status(405).header("Allow", allowed).result("wrong method");
  }

  @Override
  public void crashed(Context context) {
    context.status(500).result("crashed");
  }
}

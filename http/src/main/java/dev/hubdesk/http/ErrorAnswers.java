package dev.hubdesk.http;

import dev.hubdesk.protocol.Failure;
import io.javalin.http.Context;
import java.util.Optional;

/// How a server says what went wrong, in its own envelope. Called while nothing of the answer has
/// been sent; an answer that fails half-way is broken off instead, so that no client takes it for
/// whole.
public interface ErrorAnswers {

  /// Answers a failure that a rule threw.
  void failed(Context context, Failure failure);

  /// Answers a path that no route knows.
  void noRoute(Context context);

  /// Answers a path whose routes know other methods only. A missing route, unless said otherwise.
  ///
  /// @param allowed the methods that are known, as an `Allow` header lists them
  default void wrongMethod(Context context, String allowed) {
    noRoute(context);
  }

  /// Answers 500 after a defect or an outage, which has been logged. Nothing of it may be told.
  void crashed(Context context);

  /// The failure that an exception of a lower layer stands for, such as a full disk; empty for a
  /// defect or an outage.
  default Optional<Failure> recognise(Exception exception) {
    return Optional.empty();
  }

  /// The JSON body for a request that never reached a route: malformed, headers too long.
  default String bare(int status, String reason) {
    return Json.text(new BareError(reason));
  }

  /// The body of [#bare].
  record BareError(String error) {}
}

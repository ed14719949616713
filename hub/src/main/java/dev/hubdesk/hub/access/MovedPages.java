package dev.hubdesk.hub.access;

import dev.hubdesk.http.RequestPath;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Optional;

/// Sends a browser that opens a page of a repository by its former name to the page that it has
/// now. A page is the same whether there is a repository or not, so nothing else is looked at.
public final class MovedPages implements Handler {

  private final RepoGate gate;

  public MovedPages(RepoGate gate) {
    this.gate = gate;
  }

  @Override
  public void handle(Context context) {
    RequestPath path = RequestPath.of(context);
    Optional<RepoType> type = RepoType.byPlural(path.segment(0));
    int namespace = type.isPresent() ? 1 : 0;
    if (path.size() >= namespace + 2) {
      RepoId.of(type.orElse(RepoType.MODEL), path.segment(namespace), path.segment(namespace + 1))
          .ifPresent(id -> gate.follow(CallerFilter.caller(context), id));
    }
  }
}

package dev.hubdesk.hub.facts;

import dev.hubdesk.http.RequestPath;
import dev.hubdesk.hub.access.CallerFilter;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Counts what `…/resolve/…` has sent: a GET that was answered with bytes. HEAD, `raw` and "not
/// modified" count for nothing.
public final class DownloadFilter {

  private static final int OK = 200;
  private static final int PART = 206;

  private final DownloadCounter counter;

  public DownloadFilter(DownloadCounter counter) {
    this.counter = counter;
  }

  public void addTo(RoutesConfig routes) {
    for (RepoType type : RepoType.values()) {
      routes.after(
          "/" + type.urlPrefix() + "{namespace}/{name}/resolve/<rest>",
          context -> count(context, type));
    }
  }

  private void count(Context context, RepoType type) {
    int status = context.res().getStatus();
    if (!context.method().equals(HandlerType.GET) || (status != OK && status != PART)) {
      return;
    }
    List<String> segments = RequestPath.of(context).segments();
    int namespace = type.urlPrefix().isEmpty() ? 0 : 1;
    @Nullable Long account = CallerFilter.caller(context).viewer();
    RepoId.of(type, segments.get(namespace), segments.get(namespace + 1))
        .ifPresent(id ->
            counter.sent(
                id, account == null ? context.ip() : "account " + account, account != null));
  }
}

package dev.hubdesk.desk.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.hubdesk.desk.jobs.JobService;
import dev.hubdesk.http.Json;
import io.javalin.config.RoutesConfig;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// `GET /api/ws`. The first frame, `init`, holds the state; what follows are `job_update`,
/// `job_removed`, `event`, `status`, `settings_update` and `mirror_update`. What clients say is not
/// listened to.
public final class EventsEndpoint {

  private static final long PING_SECONDS = 30;

  private final EventHub hub;
  private final JobService jobs;
  private final String version;
  private final Map<String, Listener> listeners = new ConcurrentHashMap<>();

  public EventsEndpoint(EventHub hub, JobService jobs, String version) {
    this.hub = hub;
    this.jobs = jobs;
    this.version = version;
  }

  /// Adds the route.
  public void addTo(RoutesConfig routes) {
    routes.ws("/api/ws", this::socket);
  }

  private void socket(WsConfig socket) {
    socket.onConnect(this::connect);
    socket.onClose(this::leave);
    socket.onError(this::leave);
  }

  private void connect(WsContext context) {
    context.enableAutomaticPings(PING_SECONDS, TimeUnit.SECONDS);
    var listener = new Listener(context);
    // First listen, then look: nothing that happens in between is lost.
    if (!hub.add(listener)) {
      listener.refuse();
      return;
    }
    listeners.put(context.sessionId(), listener);
    var first = FirstJobs.of(jobs.list());
    var state = new State(first.jobs(), first.omitted(), version, hub.statusNow(jobs.status()));
    listener.start(Json.text(new EventHub.Message("init", state)));
  }

  private void leave(WsContext context) {
    Listener listener = listeners.remove(context.sessionId());
    if (listener != null) {
      hub.remove(listener);
      listener.stop();
    }
  }

  /// @param jobsOmitted how many more jobs there are
  private record State(
      List<RawValue> jobs,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) int jobsOmitted,
      String version,
      StatusNews status) {}
}

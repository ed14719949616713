package dev.hubdesk.desk.events;

import dev.hubdesk.desk.jobs.JobService;
import dev.hubdesk.desk.jobs.JobView;
import dev.hubdesk.http.Json;
import io.javalin.config.RoutesConfig;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// `GET /api/ws`. The first frame, `init`, holds the whole state; what follows are `job_update`,
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
    var state = new State(jobs.list(), version, hub.statusNow(jobs.status()));
    listener.start(Json.text(new EventHub.Message("init", state)));
  }

  private void leave(WsContext context) {
    Listener listener = listeners.remove(context.sessionId());
    if (listener != null) {
      hub.remove(listener);
      listener.stop();
    }
  }

  private record State(List<JobView> jobs, String version, StatusNews status) {}
}

package dev.hubdesk.desk.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hubdesk.desk.jobs.DeskStatus;
import dev.hubdesk.desk.jobs.JobEvent;
import dev.hubdesk.desk.jobs.JobListener;
import dev.hubdesk.desk.jobs.JobView;
import dev.hubdesk.http.Json;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Passes news on to whoever listens. Never waits for a listener: one that does not keep up is
/// dropped, and finds the whole state when it comes back.
public final class EventHub implements JobListener, AutoCloseable {

  private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

  @Override
  public void changed(JobView job) {
    publish("job_update", job);
  }

  @Override
  public void happened(JobEvent event) {
    publish("event", event);
  }

  @Override
  public void status(DeskStatus status) {
    publish("status", status);
  }

  /// Tells everybody.
  ///
  /// @param type of the message, such as `mirror_update`
  public void publish(String type, Object data) {
    if (!listeners.isEmpty()) {
      String text = Json.text(new Message(type, data));
      listeners.forEach(listener -> listener.offer(text));
    }
  }

  void add(Listener listener) {
    listeners.add(listener);
  }

  void remove(Listener listener) {
    listeners.remove(listener);
  }

  /// Hangs up on all listeners.
  @Override
  public void close() {
    listeners.forEach(Listener::hangUp);
  }

  /// One frame.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Message(String type, Object data) {}
}

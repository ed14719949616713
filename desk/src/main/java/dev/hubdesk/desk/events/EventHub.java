package dev.hubdesk.desk.events;

import dev.hubdesk.desk.jobs.DeskStatus;
import dev.hubdesk.desk.jobs.JobEvent;
import dev.hubdesk.desk.jobs.JobListener;
import dev.hubdesk.desk.jobs.JobView;
import dev.hubdesk.desk.settings.SettingsView;
import dev.hubdesk.http.Json;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Passes news on to whoever listens. Never waits for a listener: one that does not keep up is
/// dropped, and finds the whole state when it comes back.
public final class EventHub implements JobListener, AutoCloseable {

  /// Those who may listen at one time.
  public static final int MAX_LISTENERS = 64;

  private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
  private volatile @Nullable DiskNews disk;
  private volatile DeskStatus jobs = new DeskStatus(0, 0, 0, 0);

  @Override
  public void changed(JobView job) {
    publish("job_update", job);
  }

  @Override
  public void happened(JobEvent event) {
    publish("event", event);
  }

  @Override
  public void removed(String job) {
    publish("job_removed", new Removed(job));
  }

  @Override
  public void status(DeskStatus status) {
    jobs = status;
    publish("status", StatusNews.of(status, disk));
  }

  /// Tells the settings after a change.
  public void settingsChanged(SettingsView settings) {
    publish("settings_update", settings);
  }

  /// Tells how much room there is, where that changed.
  void diskMeasured(DiskNews measured) {
    if (!measured.equals(disk)) {
      disk = measured;
      publish("status", StatusNews.of(jobs, measured));
    }
  }

  /// How busy the Desk is, with the room on its disk.
  StatusNews statusNow(DeskStatus status) {
    return StatusNews.of(status, disk);
  }

  boolean isHeard() {
    return !listeners.isEmpty();
  }

  /// Tells everybody.
  ///
  /// @param type of the message, such as `mirror_update`
  public void publish(String type, Object data) {
    if (isHeard()) {
      String text = Json.text(new Message(type, data));
      listeners.forEach(listener -> listener.offer(text));
    }
  }

  /// Takes a listener in, unless there are too many.
  synchronized boolean add(Listener listener) {
    return listeners.size() < MAX_LISTENERS && listeners.add(listener);
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
  record Message(String type, Object data) {}

  private record Removed(String id) {}
}

package dev.hubdesk.desk.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hubdesk.desk.DeskConfig;
import dev.hubdesk.protocol.FailureException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the settings: flags and environment beat the file, the file beats the defaults.
///
/// A change is checked as a whole before any of it counts. It counts at once even where the file
/// cannot be written; the answer says so then.
public final class SettingsService {

  private static final Logger LOG = LoggerFactory.getLogger(SettingsService.class);

  private final DeskConfig config;
  private final SettingsFile file;
  private final EndpointSettings endpoints;
  private final FolderPatch folders;
  private final NetworkSettings network;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Set<String> unsaved = new HashSet<>();
  private ObjectNode stored;
  private volatile Settings current;

  /// Reads the file.
  ///
  /// @throws IOException when it is there and cannot be read, or says what cannot be
  public SettingsService(DeskConfig config) throws IOException {
    this.config = config;
    this.file = new SettingsFile(config.settingsFile());
    this.endpoints = new EndpointSettings(config);
    this.folders = new FolderPatch(config);
    this.network = new NetworkSettings(config);
    this.stored = read();
    this.current = effective(stored);
  }

  /// The values in force.
  public Settings current() {
    return current;
  }

  /// Who said where the Hugging Face cache is.
  public synchronized String hubDirSource() {
    return folders.cacheDir(stored).source();
  }

  /// Calls back after each change, one change at a time: whoever reads [#current] then reads what
  /// is in force after the last of them. The settings themselves are not locked meanwhile.
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /// What `GET /api/settings` answers.
  public synchronized SettingsView view() {
    return new SettingsAnswer(config, stored, endpoints, folders, network).view();
  }

  /// Changes what the request names and says in one sentence what came of it.
  ///
  /// @throws FailureException with BadRequest when any value is refused; nothing is changed then
  public String patch(JsonNode request) {
    String message = apply(request);
    synchronized (listeners) {
      listeners.forEach(SettingsService::tell);
    }
    return message;
  }

  /// One that fails does not keep the others from hearing of a change that counts already.
  private static void tell(Runnable listener) {
    try {
      listener.run();
    } catch (FailureException e) {
      LOG.warn("A change of the settings could not be applied whole: {}", e.getMessage());
    }
  }

  private synchronized String apply(JsonNode request) {
    ObjectNode latest = latest();
    ObjectNode changed = latest.deepCopy();
    for (SettingKey key : SettingKey.values()) {
      JsonNode value = request.path(key.field());
      boolean blank = value.isTextual() && value.textValue().isBlank();
      if (!value.isMissingNode() && !value.isNull() && (!blank || key.mayBeEmpty())) {
        changed.set(key.field(), key.check(value));
      }
    }
    folders.apply(request, changed);
    network.apply(request, changed);
    endpoints.patch(request, changed);
    Settings next = effective(changed);
    noteUnsaved(latest, changed);
    stored = changed;
    current = next;
    return save() + fixed(request);
  }

  /// What the file says, if it can be as it says.
  private ObjectNode read() throws IOException {
    ObjectNode read = file.read();
    try {
      for (SettingKey key : SettingKey.values()) {
        key.in(read);
      }
      effective(read);
      return read;
    } catch (FailureException e) {
      throw new IOException(
          config.settingsFile()
              + " says what cannot be. "
              + e.failure().message()
              + "; correct it or move it away");
    }
  }

  /// What somebody wrote into the file by hand since we read it stays, and so does what we could
  /// not write into it.
  private ObjectNode latest() {
    ObjectNode latest;
    try {
      latest = read();
    } catch (IOException e) {
      LOG.warn("Settings file: {}", e.getMessage());
      return stored.deepCopy();
    }
    for (String field : unsaved) {
      JsonNode value = stored.get(field);
      if (value == null) {
        latest.remove(field);
      } else {
        latest.set(field, value.deepCopy());
      }
    }
    return latest;
  }

  /// A file that cannot be read is not replaced: it may hold what we do not know of.
  private String save() {
    try {
      read();
      file.write(stored);
      unsaved.clear();
      return "Settings saved";
    } catch (IOException e) {
      LOG.warn("Settings file: {}", e.getMessage());
      return "Settings updated (warning: could not persist to config file)";
    }
  }

  private void noteUnsaved(ObjectNode before, ObjectNode after) {
    var fields = new HashSet<String>();
    before.fieldNames().forEachRemaining(fields::add);
    after.fieldNames().forEachRemaining(fields::add);
    fields.stream()
        .filter(field -> !Objects.equals(before.get(field), after.get(field)))
        .forEach(unsaved::add);
  }

  /// Says which of the given values cannot win.
  private String fixed(JsonNode request) {
    var text = new StringBuilder();
    if (request.hasNonNull(FolderPatch.CACHE_DIR) && config.cacheDir().isFixed()) {
      text.append("; cacheDir stays as ").append(config.cacheDir().source()).append(" says");
    }
    String token = request.path("token").asText("");
    if (!token.isBlank() && !TokenMask.isMask(token) && endpoints.isTokenFixed(stored)) {
      text.append("; the token stays as the environment says");
    }
    boolean asked = request.hasNonNull("endpoint") || request.hasNonNull("endpoints");
    if (asked && config.endpoints().isFixed()) {
      text.append("; the endpoints stay as ").append(config.endpoints().source()).append(" says");
    }
    return text.toString();
  }

  private Settings effective(ObjectNode from) {
    Duration stall =
        DurationText.parse(SettingKey.STALL_TIMEOUT.in(from).value().textValue()).orElseThrow();
    return new Settings(
        folders.in(from),
        SettingKey.CONNECTIONS.in(from).value().intValue(),
        SettingKey.MAX_ACTIVE.in(from).value().intValue(),
        size(SettingKey.MULTIPART_THRESHOLD, from),
        size(SettingKey.MAX_SPEED, from),
        SettingKey.RETRIES.in(from).value().intValue(),
        stall.isZero() ? Settings.NEVER : stall,
        network.in(from),
        endpoints.asked(from));
  }

  private static long size(SettingKey key, ObjectNode from) {
    return SizeText.parse(key.in(from).value().textValue()).orElse(0);
  }
}

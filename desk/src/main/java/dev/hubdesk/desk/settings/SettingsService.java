package dev.hubdesk.desk.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hubdesk.desk.DeskConfig;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the settings: flags and environment beat the file, the file beats the defaults.
///
/// A change is checked as a whole before any of it counts. It counts at once even where the file
/// cannot be written; the answer says so then.
public final class SettingsService {

  private static final Logger LOG = LoggerFactory.getLogger(SettingsService.class);

  static final String CACHE_DIR = "cacheDir";
  static final String SCAN_DIRS = "localScanDirs";

  private final DeskConfig config;
  private final SettingsFile file;
  private final EndpointSettings endpoints;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private ObjectNode stored;
  private volatile Settings current;

  /// Reads the file.
  ///
  /// @throws IOException when it is there and cannot be read
  public SettingsService(DeskConfig config) throws IOException {
    this.config = config;
    this.file = new SettingsFile(config.settingsFile());
    this.endpoints = new EndpointSettings(config);
    this.stored = file.read();
    this.current = effective(stored);
  }

  /// The values in force.
  public Settings current() {
    return current;
  }

  /// Calls back after each change, with no lock held.
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /// What `GET /api/settings` answers.
  public synchronized SettingsView view() {
    return SettingsView.of(config, stored, endpoints);
  }

  /// Changes what the request names and says in one sentence what came of it.
  ///
  /// @throws FailureException with BadRequest when any value is refused; nothing is changed then
  public String patch(JsonNode request) {
    String message = apply(request);
    listeners.forEach(Runnable::run);
    return message;
  }

  private synchronized String apply(JsonNode request) {
    ObjectNode changed = latest();
    refuseWhatIsNotThere(request);
    for (SettingKey key : SettingKey.values()) {
      JsonNode value = request.path(key.field());
      boolean blank = value.isTextual() && value.textValue().isBlank();
      if (!value.isMissingNode() && !value.isNull() && !blank) {
        changed.set(key.field(), key.check(value));
      }
    }
    patchFolders(request, changed);
    endpoints.patch(request, changed);
    Settings next = effective(changed);
    stored = changed;
    current = next;
    return save() + fixed(request);
  }

  /// What somebody wrote into the file by hand since we read it stays.
  private ObjectNode latest() {
    try {
      return file.read();
    } catch (IOException e) {
      LOG.warn("Settings file: {}", e.getMessage());
      return stored.deepCopy();
    }
  }

  private String save() {
    try {
      file.read();
      file.write(stored);
      return "Settings saved";
    } catch (IOException e) {
      LOG.warn("Settings file: {}", e.getMessage());
      return "Settings updated (warning: could not persist to config file)";
    }
  }

  private static void refuseWhatIsNotThere(JsonNode request) {
    if (!request.path("localDir").asText("").isBlank()) {
      throw SettingsJson.refuse("localDir", "is not supported: downloads go to the cache");
    }
    if (!request.path("proxy").path("url").asText("").isBlank()) {
      throw SettingsJson.refuse("proxy", "is not supported yet");
    }
    JsonNode speed = request.path("maxSpeed");
    if (!speed.isMissingNode() && !speed.isNull() && !isUnlimited(speed)) {
      throw SettingsJson.refuse("maxSpeed", "is not supported yet, only no limit is ('' or '0')");
    }
  }

  private static boolean isUnlimited(JsonNode speed) {
    String text = speed.asText("").strip();
    return text.isEmpty() || text.equals("0");
  }

  private static void patchFolders(JsonNode request, ObjectNode changed) {
    JsonNode cache = request.path(CACHE_DIR);
    if (cache.isTextual()) {
      if (cache.textValue().isBlank()) {
        changed.remove(CACHE_DIR);
      } else {
        changed.put(CACHE_DIR, SettingsJson.folder(CACHE_DIR, cache.textValue()).toString());
      }
    } else if (!cache.isMissingNode() && !cache.isNull()) {
      throw new FailureException(new Failure.BadRequest("Invalid cacheDir: it is a text"));
    }
    if (request.hasNonNull(SCAN_DIRS)) {
      List<String> folders = SettingsJson.folders(SCAN_DIRS, request.path(SCAN_DIRS));
      changed.remove(SCAN_DIRS);
      if (!folders.isEmpty()) {
        folders.forEach(changed.putArray(SCAN_DIRS)::add);
      }
    }
  }

  /// Says which of the given values cannot win.
  private String fixed(JsonNode request) {
    var text = new StringBuilder();
    if (request.hasNonNull(CACHE_DIR) && config.cacheDir().isFixed()) {
      text.append("; cacheDir stays as ").append(config.cacheDir().source()).append(" says");
    }
    boolean asked = request.hasNonNull("endpoint") || request.hasNonNull("endpoints");
    if (asked && config.endpoints().isFixed()) {
      text.append("; the endpoints stay as ").append(config.endpoints().source()).append(" says");
    }
    return text.toString();
  }

  static Sourced<Path> cacheDir(DeskConfig config, ObjectNode stored) {
    String text = stored.path(CACHE_DIR).asText("");
    return text.isBlank() || config.cacheDir().isFixed()
        ? config.cacheDir()
        : new Sourced<>(SettingsJson.folder(CACHE_DIR, text), Sourced.SETTINGS);
  }

  private Settings effective(ObjectNode stored) {
    return new Settings(
        cacheDir(config, stored).value(),
        SettingKey.CONNECTIONS.in(stored).value().intValue(),
        SettingKey.MAX_ACTIVE.in(stored).value().intValue(),
        SizeText.parse(SettingKey.MULTIPART_THRESHOLD.in(stored).value().textValue()).orElseThrow(),
        SettingKey.RETRIES.in(stored).value().intValue(),
        DurationText.parse(SettingKey.STALL_TIMEOUT.in(stored).value().textValue()).orElseThrow(),
        endpoints.asked(stored));
  }
}

package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/// A token and the password of a proxy are told to whom they belong, stand in the file of settings,
/// and are nowhere else: not in answers, news, logs (of libraries only warnings are logged) or the
/// database.
@Timeout(120)
class SecretsTest extends DeskRig {

  private static final String TOKEN = "tkn-5b8e2d91c4a7-of-nobody";
  private static final String PASSWORD = "pwd-77a0e3f16b-of-nobody";
  private static final String DOWNLOAD = "{\"repo\": \"acme/tiny\"}";

  private final Logger root = logger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Logger ours = logger("dev.hubdesk");
  private final ListAppender<ILoggingEvent> events = new ListAppender<>();
  private final List<String> told = new ArrayList<>();
  private Appender<ILoggingEvent> console = events;

  private static Logger logger(String name) {
    return (Logger) LoggerFactory.getLogger(name);
  }

  @BeforeEach
  void start() throws Exception {
    hub.text("models/acme/tiny", "model.safetensors", "weights")
        .text("models/acme/tiny", "README.md", "# Tiny");
    ours.setLevel(Level.TRACE);
    console = root.getAppender("STDERR");
    root.detachAppender(console);
    events.start();
    root.addAppender(events);
  }

  @AfterEach
  void stop() {
    root.detachAppender(events);
    ours.setLevel(null);
    root.addAppender(console);
  }

  private JsonNode get(String path) throws Exception {
    return heard(client.get(path));
  }

  private JsonNode post(String path, String body) throws Exception {
    return heard(client.post(path, body));
  }

  private JsonNode heard(DeskClient.Answer answer) {
    told.add(answer.toString());
    return answer.json();
  }

  private void useAll() throws Exception {
    get("/api/search?q=tiny");
    get("/api/analyze/acme/tiny");
    get("/api/readme/acme/tiny");
    get("/api/readme-asset?url=" + hub.url() + "/acme/tiny/resolve/main/a.png");
    post("/api/plan", DOWNLOAD);
    JsonNode job = post("/api/download", DOWNLOAD);
    if (job.has("id")) {
      while (get("/api/jobs/" + job.path("id").asText())
          .path("status")
          .asText()
          .matches("q.*|r.*")) {
        Thread.sleep(50);
      }
    }
    for (String path : List.of("jobs", "history", "settings", "cache", "mirror/targets")) {
      get("/api/" + path);
    }
  }

  @Test
  void areToldToNobodyElse() throws Exception {
    try (var socket = new DeskSocket(desk.url())) {
      post("/api/settings", "{\"token\": \"" + TOKEN + "\", \"retries\": 0}");
      useAll();
      assertThat(hub.lastAuthorization()).isEqualTo("Bearer " + TOKEN);
      for (int status : List.of(401, 403, 500)) {
        hub.refuseWith(status);
        useAll();
      }
      hub.refuseWith(0);
      post("/api/settings", "{\"proxy\": {\"url\": \"http://ana:" + PASSWORD + "@127.0.0.1:9\"}}");
      useAll();
      post("/api/settings", "{\"proxy\": {\"url\": \"http://ana:" + PASSWORD + "@[\"}}");
      post("/api/settings", "{\"token\": \"" + TOKEN + "\\nX: y\"}");
      post("/api/settings", "{\"token\": [\"" + TOKEN + "\"]}");
      post("/api/settings", "{\"token\": \"" + TOKEN);
      post("/api/settings", "{\"endpoint\": \"http://" + TOKEN + "@h\"}");
      post("/api/settings", "{\"connections\": 5}");
      socket.await("settings_update", "/data/connections", "5");
      socket.seen().forEach(frame -> told.add(frame.toString()));
    }
    events.list.forEach(event -> told.add(text(event)));

    assertThat(told).hasSizeGreaterThan(60);
    assertThat(events.list).isNotEmpty();
    assertThat(told).noneMatch(text -> text.contains(TOKEN) || text.contains(PASSWORD));
    assertThat(Files.readString(desk.settingsFile())).contains(TOKEN, PASSWORD);
    assertThat(filesWithSecrets()).containsExactly(desk.settingsFile());
  }

  private static String text(ILoggingEvent event) {
    var text = new StringBuilder(event.getFormattedMessage()).append(event.getMDCPropertyMap());
    for (IThrowableProxy one = event.getThrowableProxy(); one != null; one = one.getCause()) {
      text.append(one.getMessage());
    }
    return text.toString();
  }

  private List<Path> filesWithSecrets() throws IOException {
    var found = new ArrayList<Path>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        if (content.contains(TOKEN) || content.contains(PASSWORD)) {
          found.add(file);
        }
      }
    }
    return found;
  }
}

package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.app.config.ConfigurationException;
import dev.hubdesk.app.config.ConfigurationReader;
import dev.hubdesk.app.config.DeskSettings;
import dev.hubdesk.app.config.Setting;
import dev.hubdesk.desk.DeskConfig;
import dev.hubdesk.desk.api.CallerRules;
import dev.hubdesk.desk.api.DeskLogin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who may use a Desk: what a page of another site can try, and the password.
class SafetyTest extends DeskRig {

  private static final String OTHER = "https://tools.example";
  private static final String FOREIGN = "https://attacker.example";

  private void open(CallerRules rules) throws IOException {
    restart(configured().with(config -> withCallers(config, rules)));
  }

  private static DeskConfig withCallers(DeskConfig config, CallerRules rules) {
    return new DeskConfig(
        config.data(),
        config.listen(),
        config.cacheDir(),
        config.ownHub(),
        config.endpoints(),
        config.network(),
        rules,
        config.version());
  }

  private RawCaller raw() {
    return new RawCaller(desk.url());
  }

  private static String basic(String user, String password) {
    byte[] bytes = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Authorization: Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  @Test
  void theFormOfAnotherSiteStartsNothing() throws Exception {
    String body = "{\"connections\": 3}";

    for (String origin : List.of(FOREIGN, "null", "http://localhost:1", "http://evil.localhost")) {
      String answer =
          raw()
              .send("POST", "/api/settings", body, "Content-Type: text/plain", "Origin: " + origin);
      assertThat(answer).as(origin).startsWith("HTTP/1.1 403").doesNotContain("Access-Control");
    }
    assertThat(
            raw()
                .send(
                    "POST",
                    "/api/settings",
                    body,
                    "Content-Type: text/plain",
                    "Sec-Fetch-Site: cross-site"))
        .startsWith("HTTP/1.1 403");
    assertThat(raw().get("/api/settings")).contains("\"connections\":8");
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', 101",
    "'', self, 101",
    "'', https://attacker.example, 403",
    "'', null, 403",
    "https://tools.example, https://tools.example, 101",
    "https://tools.example, https://attacker.example, 403",
    "*, https://attacker.example, 101",
  })
  void theWebSocketLooksAtTheOrigin(String listed, String origin, String status) throws Exception {
    open(new CallerRules(List.of(), listed.isEmpty() ? List.of() : List.of(listed), null));
    String sent = origin.equals("self") ? desk.url() : origin;

    String answer = origin.isEmpty() ? raw().upgrade() : raw().upgrade("Origin: " + sent);

    assertThat(answer).isEqualTo("HTTP/1.1 " + status);
  }

  @Test
  void aListedSiteMayAskAndRead() throws Exception {
    open(new CallerRules(List.of(), List.of(OTHER), null));

    String asked =
        raw()
            .send(
                "OPTIONS",
                "/api/settings",
                "",
                "Origin: " + OTHER,
                "Access-Control-Request-Method: POST");
    String read = raw().get("/api/settings", "Origin: " + OTHER, "Sec-Fetch-Site: cross-site");

    assertThat(asked)
        .startsWith("HTTP/1.1 204")
        .contains("Access-Control-Allow-Origin: " + OTHER)
        .contains("Access-Control-Allow-Methods: GET, POST");
    assertThat(read).startsWith("HTTP/1.1 200").contains("Access-Control-Allow-Origin: " + OTHER);
    assertThat(raw().get("/api/settings", "Origin: " + FOREIGN)).startsWith("HTTP/1.1 403");
  }

  @Test
  void everybodyHasToKnowThePassword() throws Exception {
    open(new CallerRules(List.of(), List.of(), new DeskLogin("ana", "s3cret: ü")));

    for (String path : List.of("/", "/api/health", "/api/settings", "/api/nothing")) {
      assertThat(raw().get(path))
          .as(path)
          .startsWith("HTTP/1.1 401")
          .contains("WWW-Authenticate: Basic realm=\"Hubdesk\"")
          .contains("\"code\":\"unauthorized\"");
      String signed = raw().get(path, basic("ana", "s3cret: ü"));
      assertThat(signed).as(path).doesNotStartWith("HTTP/1.1 401");
    }
    assertThat(raw().upgrade()).isEqualTo("HTTP/1.1 401");
    assertThat(raw().upgrade(basic("ana", "s3cret: ü"))).isEqualTo("HTTP/1.1 101");
    assertThat(raw().get("/api/health", basic("ana", "wrong"))).startsWith("HTTP/1.1 401");
    assertThat(raw().get("/api/health", "Authorization: Basic %%%")).startsWith("HTTP/1.1 401");
    assertThat(raw().get("/api/health", "Authorization: Bearer s3cret")).startsWith("HTTP/1.1 401");
  }

  @Test
  void guessingTakesItsTimeAndNobodyElseWaits() throws Exception {
    open(new CallerRules(List.of(), List.of(), new DeskLogin("ana", "right")));
    long start = System.nanoTime();

    var answers = new ArrayList<Future<String>>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 16; i++) {
        String guess = basic("ana", "guess" + i);
        answers.add(threads.submit(() -> raw().get("/api/health", guess).substring(0, 12)));
      }
      assertThat(raw().get("/api/health", basic("ana", "right"))).startsWith("HTTP/1.1 200");
    }

    var told = new ArrayList<String>();
    for (Future<String> answer : answers) {
      told.add(answer.get());
    }
    assertThat(told).contains("HTTP/1.1 401", "HTTP/1.1 429");
    assertThat(told).allMatch(status -> status.matches("HTTP/1.1 (401|429)"));
    assertThat(System.nanoTime() - start).isGreaterThan(900_000_000L);
  }

  private CallerRules said(Map<String, String> environment, Map<Setting, List<String>> flags) {
    Map<String, String> system = Map.of("os.name", "Linux", "user.home", folder.toString());
    return DeskSettings.of(new ConfigurationReader(environment, system).read(flags), null)
        .callers();
  }

  @Test
  void flagsAndTheEnvironmentSayWhoMayUseIt() throws Exception {
    Path file = Files.writeString(folder.resolve("password"), "s3cret\n");
    open(
        said(
            Map.of(
                "HUBDESK_ALLOWED_ORIGIN", "https://more.example, " + OTHER,
                "HUBDESK_DESK_USER", "ana",
                "HUBDESK_DESK_PASSWORD", "of nobody"),
            Map.of(
                Setting.DESK_PASSWORD_FILE, List.of(file.toString()),
                Setting.ALLOWED_HOST, List.of("Desk.example"))));
    String right = basic("ana", "s3cret");

    assertThat(raw().get("/api/health", "Host: desk.example:8080", right))
        .startsWith("HTTP/1.1 200");
    assertThat(raw().get("/api/health", "Host: other.example", right)).startsWith("HTTP/1.1 403");
    assertThat(raw().get("/api/health", "Origin: " + OTHER, right))
        .startsWith("HTTP/1.1 200")
        .contains("Access-Control-Allow-Origin: " + OTHER);
    assertThat(raw().get("/api/health")).startsWith("HTTP/1.1 401");
    assertThat(raw().get("/api/health", basic("ana", "of nobody"))).startsWith("HTTP/1.1 401");
  }

  @Test
  void whatCannotBeIsBlamedOnTheSettingThatSaysIt() throws Exception {
    String empty = Files.writeString(folder.resolve("empty"), "\n").toString();
    String gone = folder.resolve("gone").toString();

    assertRefused(
        Map.of("HUBDESK_DESK_PASSWORD_FILE", empty),
        "desk-password-file (environment HUBDESK_DESK_PASSWORD_FILE) is not usable: a password");
    assertRefused(
        Map.of("HUBDESK_DESK_PASSWORD_FILE", gone),
        "desk-password-file (environment HUBDESK_DESK_PASSWORD_FILE) cannot be read: "
            + gone
            + ": it is not there");
    assertRefused(
        Map.of("HUBDESK_DESK_PASSWORD", "x".repeat(DeskLogin.MAX_BYTES + 1)),
        "desk-password (environment HUBDESK_DESK_PASSWORD) is not usable: a password");
    assertRefused(
        Map.of("HUBDESK_DESK_PASSWORD", "right", "HUBDESK_DESK_USER", "a:b"),
        "desk-user (environment HUBDESK_DESK_USER) is not usable: the user");
    assertRefused(
        Map.of("HUBDESK_ALLOWED_ORIGIN", "tools.example"),
        "allowed-origin (environment HUBDESK_ALLOWED_ORIGIN) is not usable: an origin");
  }

  private void assertRefused(Map<String, String> environment, String start) {
    assertThatThrownBy(() -> said(environment, Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(start);
  }

  @Test
  void aPageOfAListedSiteHasToKnowThePasswordToo() throws Exception {
    open(new CallerRules(List.of(), List.of(OTHER), new DeskLogin("ana", "right")));

    assertThat(raw().get("/api/settings", "Origin: " + OTHER)).startsWith("HTTP/1.1 401");
    assertThat(raw().get("/api/settings", "Origin: " + OTHER, basic("ana", "right")))
        .startsWith("HTTP/1.1 200");
  }
}

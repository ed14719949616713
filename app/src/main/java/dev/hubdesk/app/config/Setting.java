package dev.hubdesk.app.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everything that can be configured. The command line, the reader of files and environment,
/// `--print-config` and the test of `docs/configuration.md` are all driven by this list.
public enum Setting {
  DATA(
      Part.BOTH,
      "data",
      "DIR",
      List.of("HUBDESK_DATA"),
      "the platform's user data directory + `hubdesk`",
      "Where everything is kept."),
  CONFIG(
      Part.BOTH,
      "config",
      "FILE",
      List.of("HUBDESK_CONFIG"),
      "`<data>/hubdesk.properties` if it is there",
      "A properties file with any of these settings, by flag name without the dashes."),
  HUB_LISTEN(
      Part.HUB,
      "hub-listen",
      "HOST:PORT",
      List.of("HUBDESK_HUB_LISTEN"),
      "localhost:28080",
      "Where the Hub listens. Port 0 takes a free one."),
  BASE_URL(
      Part.HUB,
      "base-url",
      "URL",
      List.of("HUBDESK_BASE_URL"),
      "from the request",
      "The address under which people reach the Hub, when a proxy stands before it."),
  TRUSTED_PROXY(
      Part.HUB,
      "trusted-proxy",
      "ADDRESS",
      List.of("HUBDESK_TRUSTED_PROXY"),
      "none",
      "A proxy whose X-Forwarded headers count. Repeatable; commas in file and environment."),
  COLLECT_AFTER(
      Part.HUB,
      "collect-after",
      "DURATION",
      List.of("HUBDESK_COLLECT_AFTER"),
      "24h",
      "How long bytes that nothing names are kept: 0, 30s, 15m, 24h, 7d."),
  ADMIN_TOKEN_FILE(
      Part.HUB,
      "admin-token-file",
      "FILE",
      List.of("HUBDESK_ADMIN_TOKEN_FILE"),
      "none: a token is made",
      "Holds the token that the first administrator is to have."),
  DESK_LISTEN(
      Part.DESK,
      "desk-listen",
      "HOST:PORT",
      List.of("HUBDESK_DESK_LISTEN"),
      "localhost:8080",
      "Where the Desk listens. Port 0 takes a free one."),
  ALLOWED_HOST(
      Part.DESK,
      "allowed-host",
      "NAME",
      List.of("HUBDESK_ALLOWED_HOST"),
      "the loopback names",
      "Another name under which browsers may reach the Desk. Repeatable; commas in file and"
          + " environment."),
  ALLOWED_ORIGIN(
      Part.DESK,
      "allowed-origin",
      "ORIGIN",
      List.of("HUBDESK_ALLOWED_ORIGIN"),
      "none",
      "Another site whose pages may use the Desk, such as https://tools.example; * for all."
          + " Repeatable; commas in file and environment."),
  DESK_USER(
      Part.DESK,
      "desk-user",
      "NAME",
      List.of("HUBDESK_DESK_USER"),
      "hubdesk",
      "The name that goes with the Desk's password."),
  DESK_PASSWORD_FILE(
      Part.DESK,
      "desk-password-file",
      "FILE",
      List.of("HUBDESK_DESK_PASSWORD_FILE"),
      "none: no password is asked for",
      "Holds the password that everybody has to know who uses the Desk."),
  DESK_PASSWORD(
      Part.DESK,
      null,
      "PASSWORD",
      List.of("HUBDESK_DESK_PASSWORD"),
      "none",
      "The Desk's password itself. No flag: flags are seen by everyone on the machine."),
  ENDPOINT(
      Part.DESK,
      "endpoint",
      "URL",
      List.of("HF_ENDPOINT"),
      "https://huggingface.co",
      "A Hub the Desk asks, in this order. Repeatable; commas in file and environment. In `up` the"
          + " own Hub is asked before these."),
  TOKEN(
      Part.DESK,
      null,
      "TOKEN",
      List.of("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"),
      "none",
      "The Desk's token for the first endpoint of this list. No flag: flags are seen by everyone"
          + " on the machine."),
  CACHE_DIR(
      Part.DESK,
      "cache-dir",
      "DIR",
      List.of("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "HF_HOME", "XDG_CACHE_HOME"),
      "`~/.cache/huggingface/hub`",
      "The Hugging Face cache that downloads go to; `HF_HOME` + `/hub`, `XDG_CACHE_HOME` +"
          + " `/huggingface/hub`."),
  HTTP_PROXY(
      Part.DESK,
      null,
      "URL",
      List.of("http_proxy", "HTTP_PROXY"),
      "none",
      "The proxy for http addresses, unless the Desk's own settings name one: http, https, socks5 or"
          + " socks5h://user:password@host:port. No flag: it may hold a password."),
  HTTPS_PROXY(
      Part.DESK,
      null,
      "URL",
      List.of("https_proxy", "HTTPS_PROXY"),
      "none",
      "The proxy for https addresses."),
  ALL_PROXY(
      Part.DESK,
      null,
      "URL",
      List.of("all_proxy", "ALL_PROXY"),
      "none",
      "The proxy where one of these two is missing."),
  NO_PROXY(
      Part.DESK,
      null,
      "HOSTS",
      List.of("no_proxy", "NO_PROXY"),
      "none",
      "Hosts that are asked without these proxies."),
  CA_BUNDLE(
      Part.DESK,
      "ca-bundle",
      "FILE",
      List.of("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "CURL_CA_BUNDLE"),
      "none",
      "A PEM file of certificates that are believed beside the built-in ones."),
  LOG_FORMAT(
      Part.BOTH,
      "log-format",
      "FORMAT",
      List.of("HUBDESK_LOG_FORMAT"),
      "text",
      "`text` or `json`, to stderr."),
  LOG_LEVEL(
      Part.BOTH,
      "log-level",
      "LEVEL",
      List.of("HUBDESK_LOG_LEVEL"),
      "info",
      "`error`, `warn`, `info`, `debug` or `trace`.");

  /// Which half a setting is for.
  public enum Part {
    HUB,
    DESK,
    BOTH
  }

  private final Part part;
  private final @Nullable String flag;
  private final String label;

  @SuppressWarnings("ImmutableEnumChecker") // every list here is a List.of
  private final List<String> environment;

  private final String builtIn;
  private final String description;

  Setting(
      Part part,
      @Nullable String flag,
      String label,
      List<String> environment,
      String builtIn,
      String description) {
    this.part = part;
    this.flag = flag;
    this.label = label;
    this.environment = environment;
    this.builtIn = builtIn;
    this.description = description;
  }

  public Part part() {
    return part;
  }

  /// `--hub-listen`; empty for what may not stand on a command line.
  public Optional<String> flag() {
    return Optional.ofNullable(flag).map(name -> "--" + name);
  }

  /// The name in a file and in `--print-config`.
  public String key() {
    return flag != null ? flag : name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// What the value is called in help texts.
  public String label() {
    return label;
  }

  /// Environment variables, the strongest first.
  public List<String> environment() {
    return environment;
  }

  /// The built-in value as documentation says it.
  public String builtIn() {
    return builtIn;
  }

  public String description() {
    return description;
  }

  /// May be given more than once.
  public boolean isList() {
    return this == TRUSTED_PROXY
        || this == ENDPOINT
        || this == ALLOWED_HOST
        || this == ALLOWED_ORIGIN;
  }

  /// Never shown.
  public boolean isSecret() {
    return switch (this) {
      case TOKEN, DESK_PASSWORD, HTTP_PROXY, HTTPS_PROXY, ALL_PROXY -> true;
      default -> false;
    };
  }

  /// Whether a command that runs these halves has this setting.
  public boolean isOf(boolean hub, boolean desk) {
    return switch (part) {
      case HUB -> hub;
      case DESK -> desk;
      case BOTH -> true;
    };
  }
}

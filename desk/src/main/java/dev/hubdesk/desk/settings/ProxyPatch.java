package dev.hubdesk.desk.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hubdesk.protocol.FailureException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads and changes the `proxy` object. A password belongs to one proxy: it does not follow a
/// change of the address.
final class ProxyPatch {

  /// The longest text in a proxy's settings, in characters.
  static final int MAX_LENGTH = 4_096;

  static final String FIELD = "proxy";

  private static final String FORM = "is an object with url, username, password, noProxy, …";

  private static final String URL = "url";
  private static final String USERNAME = "username";
  private static final String PASSWORD = "password";
  private static final String NO_PROXY = "noProxy";
  private static final Set<String> FLAGS = Set.of("noEnvProxy", "insecureSkipVerify");
  private static final Set<String> SCHEMES = Set.of("http", "https", "socks5", "socks5h");

  private ProxyPatch() {}

  /// What is kept.
  static ProxySettings in(ObjectNode stored) {
    JsonNode kept = stored.path(FIELD);
    // Whoever wrote something else must not find everything asked directly.
    SettingsJson.require(kept, kept.isObject(), FIELD, FORM);
    JsonNode proxy = kept instanceof ObjectNode object ? parted(object.deepCopy()) : kept;
    return new ProxySettings(
        proxy.path(URL).textValue(),
        proxy.path(USERNAME).textValue(),
        proxy.path(PASSWORD).textValue(),
        proxy.path(NO_PROXY).asText(""),
        proxy.path("noEnvProxy").asBoolean(false),
        proxy.path("insecureSkipVerify").asBoolean(false));
  }

  /// An address that was written into the file by hand may hold the user and the password, which
  /// are told to nobody. One that is unusable stays: it fails, and nothing goes past it.
  private static ObjectNode parted(ObjectNode proxy) {
    String url = proxy.path(URL).asText("");
    if (url.indexOf('@') >= 0) {
      try {
        putUrl(url, proxy);
      } catch (FailureException _) {
        // Whoever asks through it is told.
      }
    }
    return proxy;
  }

  /// Takes over what the request names of the proxy; what it leaves out stays.
  static void apply(JsonNode request, ObjectNode stored) {
    JsonNode patch = request.path(FIELD);
    if (patch.isMissingNode() || patch.isNull()) {
      return;
    }
    if (!patch.isObject()) {
      throw SettingsJson.refuse(FIELD, FORM);
    }
    ObjectNode proxy = parted(stored.withObjectProperty(FIELD));
    if (patch.hasNonNull(URL)) {
      putUrl(text(patch, URL), proxy);
    }
    for (String field : new String[] {USERNAME, PASSWORD, NO_PROXY}) {
      if (patch.hasNonNull(field)) {
        putText(proxy, field, text(patch, field));
      }
    }
    for (String flag : FLAGS) {
      if (patch.hasNonNull(flag)) {
        putFlag(proxy, flag, patch.path(flag));
      }
    }
    if (proxy.isEmpty()) {
      stored.remove(FIELD);
    }
  }

  private static void putUrl(String text, ObjectNode proxy) {
    if (text.isEmpty()) {
      proxy.remove(Set.of(URL, USERNAME, PASSWORD, NO_PROXY, "insecureSkipVerify"));
      return;
    }
    URI given = address(text);
    String address = given.getScheme().toLowerCase(Locale.ROOT) + "://" + host(given);
    if (!address.equals(proxy.path(URL).textValue())) {
      proxy.remove(Set.of(USERNAME, PASSWORD));
    }
    proxy.put(URL, address);
    @Nullable String user = given.getRawUserInfo();
    if (user != null) {
      String[] parts = user.split(":", 2);
      putText(proxy, USERNAME, decoded(parts[0]));
      putText(proxy, PASSWORD, parts.length > 1 ? decoded(parts[1]) : "");
    }
  }

  private static String host(URI uri) {
    return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
  }

  /// The refusal does not repeat the text, which may hold a password.
  private static URI address(String text) {
    try {
      URI uri = URI.create(text);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      boolean bare = uri.getRawPath().isEmpty() || uri.getRawPath().equals("/");
      boolean usable = uri.getHost() != null && uri.getPort() <= 65_535 && uri.getPort() != 0;
      if (SCHEMES.contains(scheme) && usable && bare && uri.getRawQuery() == null) {
        return uri;
      }
    } catch (IllegalArgumentException | NullPointerException _) {
      // No address, or one without a path part.
    }
    throw SettingsJson.refuse("proxy.url", "is http, https, socks5 or socks5h://host:port");
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String text(JsonNode patch, String field) {
    JsonNode value = patch.path(field);
    if (!value.isTextual() || value.textValue().length() > MAX_LENGTH) {
      throw SettingsJson.refuse(
          "proxy." + field, "is a text of at most " + MAX_LENGTH + " characters");
    }
    String text = value.textValue().strip();
    if (text.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
      throw SettingsJson.refuse("proxy." + field, "holds no control characters");
    }
    return text;
  }

  private static void putText(ObjectNode proxy, String field, String text) {
    if (text.isEmpty()) {
      proxy.remove(field);
    } else {
      proxy.put(field, text);
    }
  }

  private static void putFlag(ObjectNode proxy, String flag, JsonNode value) {
    if (!value.isBoolean()) {
      throw SettingsJson.refuse("proxy." + flag, "is true or false");
    }
    if (value.booleanValue()) {
      proxy.put(flag, true);
    } else {
      proxy.remove(flag);
    }
  }
}

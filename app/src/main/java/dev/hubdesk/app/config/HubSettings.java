package dev.hubdesk.app.config;

import dev.hubdesk.http.TrustedProxies;
import dev.hubdesk.hub.HubConfig;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The settings of the Hub as it takes them.
public final class HubSettings {

  private HubSettings() {}

  /// Reads them.
  ///
  /// @throws ConfigurationException that names the setting which makes no sense
  public static HubConfig of(Configuration from) {
    HubConfig defaults = HubConfig.of(SettingValues.data(from));
    return new HubConfig(
        defaults.data(),
        SettingValues.listen(from, Setting.HUB_LISTEN),
        baseUrl(from),
        SettingValues.parsed(
            from, Setting.TRUSTED_PROXY, () -> new TrustedProxies(from.all(Setting.TRUSTED_PROXY))),
        defaults.blockCacheBytes(),
        collectAfter(from),
        defaults.limits());
  }

  private static @Nullable URI baseUrl(Configuration from) {
    if (from.all(Setting.BASE_URL).isEmpty()) {
      return null;
    }
    URI url =
        SettingValues.parsed(from, Setting.BASE_URL, () -> URI.create(from.text(Setting.BASE_URL)));
    boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    boolean atRoot = url.getPath() == null || url.getPath().isEmpty() || url.getPath().equals("/");
    if (!web || url.getHost() == null || !atRoot || url.getRawQuery() != null) {
      throw from.refuse(
          Setting.BASE_URL,
          "must be http://host or https://host, without a path: the Hub is the root of a host");
    }
    return URI.create(url.getScheme() + "://" + url.getRawAuthority());
  }

  private static Duration collectAfter(Configuration from) {
    return Durations.parse(from.text(Setting.COLLECT_AFTER))
        .orElseThrow(
            () -> from.refuse(Setting.COLLECT_AFTER, "must be like 0, 30s, 15m, 24h or 7d"));
  }
}

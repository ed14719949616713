package dev.hubdesk.desk.settings;

import org.jspecify.annotations.Nullable;

/// Through which proxy the Desk asks.
///
/// @param url `http://`, `https://`, `socks5://` or `socks5h://host:port`, without a user; null
///   when the settings name none
/// @param noProxy hosts that are asked directly: names, domains, address ranges, `*`, by commas
/// @param noEnvProxy whether the proxies of the environment are ignored
/// @param insecureSkipVerify whether certificates go unchecked
public record ProxySettings(
    @Nullable String url,
    @Nullable String username,
    @Nullable String password,
    String noProxy,
    boolean noEnvProxy,
    boolean insecureSkipVerify) {

  /// Nobody said anything.
  public static final ProxySettings NONE = new ProxySettings(null, null, null, "", false, false);

  /// Without the password.
  @Override
  public String toString() {
    return "ProxySettings[" + url + ", noProxy=" + noProxy + ", noEnvProxy=" + noEnvProxy + "]";
  }
}

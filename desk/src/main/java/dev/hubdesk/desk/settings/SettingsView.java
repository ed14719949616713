package dev.hubdesk.desk.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The answer to `GET /api/settings`. Tokens are masked, the proxy's password is left out.
///
/// @param token of the first endpoint that is not the Hub of this process
/// @param endpoint the first endpoint that is asked
/// @param configuredCacheDir what the settings file says, empty when nothing
/// @param effectiveHubDir the Hugging Face cache in force
/// @param hubDirSource who said so
/// @param endpoints all that are asked, in order
/// @param storageMode `local` when downloads go to `localDir`, else `cache`
/// @param localDir empty when there is none
/// @param caBundle the file of certificates that are believed beside the built-in ones
/// @param configFile the file of these settings
/// @param targetsFile the file that holds mirror targets
/// @param limits the most of each setting that is a number
/// @param sources who said each value: `default`, `settings`, `environment …`, `flag …`
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SettingsView(
    @Nullable String token,
    String cacheDir,
    String configuredCacheDir,
    String effectiveHubDir,
    String hubDirSource,
    int connections,
    int maxActive,
    String multipartThreshold,
    String maxSpeed,
    String verify,
    int retries,
    String stallTimeout,
    String endpoint,
    List<EndpointView> endpoints,
    String storageMode,
    String localDir,
    List<String> localScanDirs,
    @Nullable String friendlyDir,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> downloadRoutes,
    boolean allowRequestLocalDir,
    boolean allowPrivateRedirects,
    @Nullable ProxyView proxy,
    @Nullable String caBundle,
    String configFile,
    String targetsFile,
    Map<String, Integer> limits,
    Map<String, String> sources) {

  /// One endpoint.
  ///
  /// @param token masked; absent where there is none
  /// @param source who named it; `own hub` for the Hub of this process
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record EndpointView(String url, @Nullable String token, String source) {}

  /// The proxy, without its password.
  ///
  /// @param hasPassword whether there is one
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ProxyView(
      @Nullable String url,
      @Nullable String username,
      boolean hasPassword,
      String noProxy,
      boolean noEnvProxy,
      boolean insecureSkipVerify) {

    static @Nullable ProxyView of(ProxySettings proxy) {
      return proxy.equals(ProxySettings.NONE)
          ? null
          : new ProxyView(
              shown(proxy.url()),
              proxy.username(),
              proxy.password() != null,
              proxy.noProxy(),
              proxy.noEnvProxy(),
              proxy.insecureSkipVerify());
    }

    /// Without a user, even of an address that is unusable.
    private static @Nullable String shown(@Nullable String url) {
      return url == null || url.indexOf('@') < 0 ? url : "…" + url.substring(url.lastIndexOf('@'));
    }
  }
}

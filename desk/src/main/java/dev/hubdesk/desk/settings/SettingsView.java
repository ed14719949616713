package dev.hubdesk.desk.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hubdesk.desk.DeskConfig;
import dev.hubdesk.hubclient.HubEndpoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The answer to `GET /api/settings`. Tokens are masked.
///
/// @param token of the first endpoint that is not the Hub of this process
/// @param endpoint the first endpoint that is asked
/// @param configuredCacheDir what the settings file says, empty when nothing
/// @param effectiveHubDir where downloads go
/// @param endpoints all that are asked, in order
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
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> localScanDirs,
    String configFile,
    Map<String, Integer> limits,
    Map<String, String> sources) {

  /// One endpoint.
  ///
  /// @param token masked; absent where there is none
  /// @param source who named it; `own hub` for the Hub of this process
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record EndpointView(String url, @Nullable String token, String source) {

    static EndpointView of(HubEndpoint endpoint, String source) {
      return new EndpointView(endpoint.base().toString(), TokenMask.of(endpoint.token()), source);
    }
  }

  static SettingsView of(DeskConfig config, ObjectNode stored, EndpointSettings endpoints) {
    Sourced<Path> cacheDir = SettingsService.cacheDir(config, stored);
    Sourced<List<HubEndpoint>> named = endpoints.in(stored);
    var views = new ArrayList<EndpointView>();
    for (HubEndpoint endpoint : endpoints.asked(stored)) {
      boolean own = endpoint.equals(config.ownHub());
      views.add(EndpointView.of(endpoint, own ? "own hub" : named.source()));
    }
    var sources = new LinkedHashMap<String, String>();
    sources.put(SettingsService.CACHE_DIR, cacheDir.source());
    sources.put("endpoints", named.source());
    for (SettingKey key : SettingKey.values()) {
      sources.put(key.field(), key.in(stored).source());
    }
    return new SettingsView(
        named.value().stream().findFirst().map(one -> TokenMask.of(one.token())).orElse(null),
        cacheDir.value().toString(),
        stored.path(SettingsService.CACHE_DIR).asText(""),
        cacheDir.value().toString(),
        cacheDir.source(),
        SettingKey.CONNECTIONS.in(stored).value().intValue(),
        SettingKey.MAX_ACTIVE.in(stored).value().intValue(),
        SettingKey.MULTIPART_THRESHOLD.in(stored).value().textValue(),
        "",
        SettingKey.VERIFY.in(stored).value().textValue(),
        SettingKey.RETRIES.in(stored).value().intValue(),
        SettingKey.STALL_TIMEOUT.in(stored).value().textValue(),
        views.getFirst().url(),
        views,
        "cache",
        SettingsJson.folders(
            SettingsService.SCAN_DIRS,
            stored.path(SettingsService.SCAN_DIRS).isMissingNode()
                ? stored.arrayNode()
                : stored.path(SettingsService.SCAN_DIRS)),
        config.settingsFile().toString(),
        SettingKey.LIMITS,
        sources);
  }
}

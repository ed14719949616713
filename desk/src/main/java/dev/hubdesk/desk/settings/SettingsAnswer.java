package dev.hubdesk.desk.settings;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hubdesk.desk.DeskConfig;
import dev.hubdesk.desk.settings.SettingsView.EndpointView;
import dev.hubdesk.desk.settings.SettingsView.ProxyView;
import dev.hubdesk.hubclient.HubEndpoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Puts together what is told of the settings.
final class SettingsAnswer {

  private final DeskConfig config;
  private final ObjectNode stored;
  private final EndpointSettings endpoints;
  private final FolderPatch folders;
  private final NetworkSettings network;

  SettingsAnswer(
      DeskConfig config,
      ObjectNode stored,
      EndpointSettings endpoints,
      FolderPatch folders,
      NetworkSettings network) {
    this.config = config;
    this.stored = stored;
    this.endpoints = endpoints;
    this.folders = folders;
    this.network = network;
  }

  SettingsView view() {
    FolderSettings now = folders.in(stored);
    List<EndpointView> asked = asked();
    Path localDir = now.localDir();
    Path friendlyDir = now.friendlyDir();
    Optional<Path> caBundle = network.caBundle(stored).value();
    return new SettingsView(
        endpoints.in(stored).value().stream()
            .findFirst()
            .map(one -> TokenMask.of(one.token()))
            .orElse(null),
        now.cacheDir().toString(),
        stored.path(FolderPatch.CACHE_DIR).asText(""),
        now.cacheDir().toString(),
        folders.cacheDir(stored).source(),
        number(SettingKey.CONNECTIONS),
        number(SettingKey.MAX_ACTIVE),
        text(SettingKey.MULTIPART_THRESHOLD),
        text(SettingKey.MAX_SPEED),
        text(SettingKey.VERIFY),
        number(SettingKey.RETRIES),
        text(SettingKey.STALL_TIMEOUT),
        asked.getFirst().url(),
        asked,
        localDir == null ? "cache" : "local",
        localDir == null ? "" : localDir.toString(),
        now.localScanDirs().stream().map(Path::toString).toList(),
        friendlyDir == null ? null : friendlyDir.toString(),
        routes(now),
        now.allowRequestLocalDir(),
        SettingKey.ALLOW_PRIVATE_REDIRECTS.in(stored).value().booleanValue(),
        ProxyView.of(ProxyPatch.in(stored)),
        caBundle.map(Path::toString).orElse(null),
        config.settingsFile().toString(),
        config.targetsFile().toString(),
        SettingKey.LIMITS,
        sources());
  }

  private int number(SettingKey key) {
    return key.in(stored).value().intValue();
  }

  private String text(SettingKey key) {
    return key.in(stored).value().textValue();
  }

  private List<EndpointView> asked() {
    String source = endpoints.in(stored).source();
    var views = new ArrayList<EndpointView>();
    for (HubEndpoint endpoint : endpoints.asked(stored)) {
      boolean own = endpoint.equals(config.ownHub());
      views.add(
          new EndpointView(
              endpoint.base().toString(),
              TokenMask.of(endpoint.token()),
              own ? "own hub" : source));
    }
    return views;
  }

  private static Map<String, String> routes(FolderSettings folders) {
    var routes = new LinkedHashMap<String, String>();
    for (RouteKey key : RouteKey.values()) {
      Path folder = folders.routes().get(key);
      if (folder != null) {
        routes.put(key.text(), folder.toString());
      }
    }
    return routes;
  }

  private Map<String, String> sources() {
    var sources = new LinkedHashMap<String, String>();
    sources.put(FolderPatch.CACHE_DIR, folders.cacheDir(stored).source());
    sources.put("endpoints", endpoints.in(stored).source());
    sources.put("token", endpoints.tokenSource(stored));
    sources.put(NetworkSettings.CA_BUNDLE, network.caBundle(stored).source());
    for (SettingKey key : SettingKey.values()) {
      sources.put(key.field(), key.in(stored).source());
    }
    for (String field :
        List.of(
            FolderPatch.LOCAL_DIR,
            FolderPatch.SCAN_DIRS,
            FolderPatch.FRIENDLY_DIR,
            FolderPatch.ROUTES,
            ProxyPatch.FIELD)) {
      sources.put(field, stored.has(field) ? Sourced.SETTINGS : Sourced.DEFAULT);
    }
    return sources;
  }
}

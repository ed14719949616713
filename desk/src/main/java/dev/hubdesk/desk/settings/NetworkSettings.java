package dev.hubdesk.desk.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hubdesk.desk.DeskConfig;
import dev.hubdesk.hubclient.HubEndpoint;
import dev.hubdesk.hubclient.Network;
import dev.hubdesk.protocol.FailureException;
import java.nio.file.Path;
import java.util.Optional;

/// Through which proxy servers are reached and which certificates are believed: what the settings
/// name, else what the environment names.
final class NetworkSettings {

  static final String CA_BUNDLE = "caBundle";

  private final DeskConfig config;

  NetworkSettings(DeskConfig config) {
    this.config = config;
  }

  /// What is in force. The Hub of this process is always asked directly.
  Network in(ObjectNode stored) {
    Network network =
        proxied(ProxyPatch.in(stored))
            .believing(caBundle(stored).value().orElse(null))
            .leadingInside(SettingKey.ALLOW_PRIVATE_REDIRECTS.in(stored).value().booleanValue());
    HubEndpoint own = config.ownHub();
    return own == null ? network : network.asksDirectly(own.base());
  }

  private Network proxied(ProxySettings proxy) {
    String url = proxy.url();
    if (url != null) {
      return Network.through(
          new Network.Proxy(url, proxy.username(), proxy.password()),
          proxy.noProxy(),
          proxy.insecureSkipVerify());
    }
    Network usual = proxy.noEnvProxy() ? Network.DIRECT : config.network();
    return usual.exempting(proxy.noProxy()).insecure(proxy.insecureSkipVerify());
  }

  Sourced<Optional<Path>> caBundle(ObjectNode stored) {
    Path given = config.network().caBundle();
    if (given != null) {
      return new Sourced<>(Optional.of(given), "environment or flag");
    }
    String text = stored.path(CA_BUNDLE).asText("");
    return text.isBlank()
        ? Sourced.byDefault(Optional.empty())
        : new Sourced<>(Optional.of(FolderText.parse(CA_BUNDLE, text)), Sourced.SETTINGS);
  }

  /// Takes over what the request names.
  void apply(JsonNode request, ObjectNode stored) {
    ProxyPatch.apply(request, stored);
    JsonNode bundle = request.path(CA_BUNDLE);
    if (bundle.isMissingNode() || bundle.isNull()) {
      return;
    }
    if (!bundle.isTextual()) {
      throw SettingsJson.refuse(CA_BUNDLE, "is a text");
    }
    if (bundle.textValue().isBlank()) {
      stored.remove(CA_BUNDLE);
      return;
    }
    Path file = FolderText.parse(CA_BUNDLE, bundle.textValue());
    try {
      Network.DIRECT.believing(file).checkCertificates();
    } catch (FailureException e) {
      throw SettingsJson.refuse(CA_BUNDLE, "is a PEM file. " + e.failure().message());
    }
    stored.put(CA_BUNDLE, file.toString());
  }
}

package dev.hubdesk.desk;

import dev.hubdesk.desk.api.CallerRules;
import dev.hubdesk.desk.settings.Sourced;
import dev.hubdesk.http.ListenAddress;
import dev.hubdesk.hubclient.HubEndpoint;
import dev.hubdesk.hubclient.Network;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a Desk is started with. Values that people may also change while it runs come with their
/// source: one that flags or environment said stays as it is.
///
/// @param data the directory of `desk.db` and `desk.json`
/// @param cacheDir the Hugging Face cache (the folder of `models--…`)
/// @param ownHub the Hub of the same process, asked before all others; null when there is none
/// @param endpoints the Hubs to ask, in order, with the tokens that the environment gave
/// @param network the proxies and certificates that the environment names
/// @param callers who may use it beside the programs and pages of this machine
/// @param version as health tells it
public record DeskConfig(
    Path data,
    ListenAddress listen,
    Sourced<Path> cacheDir,
    @Nullable HubEndpoint ownHub,
    Sourced<List<HubEndpoint>> endpoints,
    Network network,
    CallerRules callers,
    String version) {

  /// Where models come from unless one says otherwise.
  public static final String HUGGING_FACE = "https://huggingface.co";

  /// The port that people know.
  public static final int PORT = 8080;

  public DeskConfig {
    if (!data.isAbsolute() || !cacheDir.value().isAbsolute()) {
      throw new IllegalArgumentException("the Desk's directories are absolute paths");
    }
    if (endpoints.value().isEmpty() && ownHub == null) {
      throw new IllegalArgumentException("the Desk needs an endpoint to ask");
    }
  }

  /// The file of the settings and tokens, readable by its owner alone.
  public Path settingsFile() {
    return data.resolve("desk.json");
  }

  /// The file of the mirror's targets, which people may edit.
  public Path targetsFile() {
    return data.resolve("targets.yaml");
  }

  /// The database of jobs and history.
  public Path databaseFile() {
    return data.resolve("desk.db");
  }
}

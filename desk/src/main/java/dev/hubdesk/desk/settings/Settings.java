package dev.hubdesk.desk.settings;

import dev.hubdesk.hubclient.HubEndpoint;
import dev.hubdesk.hubclient.Network;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The values in force. Whoever starts something takes one of these and keeps it.
///
/// @param folders where downloads go and models are looked for
/// @param connections at most so many for one file
/// @param maxActive jobs that run at once
/// @param multipartThreshold files from this size on, in bytes, come over several connections
/// @param maxSpeed bytes per second of all downloads together; 0 is no limit
/// @param retries attempts after the first without progress
/// @param stallTimeout silence after which a connection counts as dead; [#NEVER] when none does
/// @param network how servers are reached: proxies, certificates
/// @param endpoints in the order in which they are asked, each with its own token
public record Settings(
    FolderSettings folders,
    int connections,
    int maxActive,
    long multipartThreshold,
    long maxSpeed,
    int retries,
    Duration stallTimeout,
    Network network,
    List<HubEndpoint> endpoints) {

  /// Longer than any silence.
  public static final Duration NEVER = Duration.ofDays(365);

  public Settings {
    endpoints = List.copyOf(endpoints);
  }

  /// The Hugging Face cache (the folder of `models--…`).
  public Path cacheDir() {
    return folders.cacheDir();
  }
}

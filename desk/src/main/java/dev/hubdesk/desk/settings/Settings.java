package dev.hubdesk.desk.settings;

import dev.hubdesk.hubclient.HubEndpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The values in force. Whoever starts something takes one of these and keeps it.
///
/// @param cacheDir the Hugging Face cache (the folder of `models--…`)
/// @param connections at most so many for one file
/// @param maxActive jobs that run at once
/// @param multipartThreshold files from this size on, in bytes, come over several connections
/// @param retries attempts after the first without progress
/// @param stallTimeout silence after which a connection counts as dead
/// @param endpoints in the order in which they are asked, each with its own token
public record Settings(
    Path cacheDir,
    int connections,
    int maxActive,
    long multipartThreshold,
    int retries,
    Duration stallTimeout,
    List<HubEndpoint> endpoints) {

  public Settings {
    endpoints = List.copyOf(endpoints);
  }
}

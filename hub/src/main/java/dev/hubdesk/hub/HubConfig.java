package dev.hubdesk.hub;

import dev.hubdesk.git.GitSettings;
import dev.hubdesk.http.ListenAddress;
import dev.hubdesk.http.TrustedProxies;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How a Hub runs. Filled by the command line, or by a test.
///
/// @param data the data directory
/// @param baseUrl what absolute URLs in answers start with; null to follow each request
/// @param blockCacheBytes memory for parts of git packs
/// @param collectAfter how long bytes that nothing names are kept; with zero a sweep takes what
///   uploads in progress have stored, too
public record HubConfig(
    Path data,
    ListenAddress listen,
    @Nullable URI baseUrl,
    TrustedProxies trustedProxies,
    long blockCacheBytes,
    Duration collectAfter,
    HubLimits limits) {

  /// Where a Hub listens unless told otherwise.
  public static final ListenAddress LISTEN = ListenAddress.parse("localhost:28080");

  /// How long bytes that nothing names are kept unless told otherwise.
  public static final Duration COLLECT_AFTER = Duration.ofHours(24);

  public HubConfig {
    if (collectAfter.isNegative()) {
      throw new IllegalArgumentException("collect-after must not be negative");
    }
    if (blockCacheBytes < GitSettings.MIN_BLOCK_CACHE_BYTES) {
      throw new IllegalArgumentException("the block cache needs at least 64 MB");
    }
  }

  /// The defaults on a data directory; the block cache is a quarter of the heap.
  public static HubConfig of(Path data) {
    long quarter = Runtime.getRuntime().maxMemory() / 4;
    return new HubConfig(
        data,
        LISTEN,
        null,
        TrustedProxies.NONE,
        Math.max(quarter, GitSettings.MIN_BLOCK_CACHE_BYTES),
        COLLECT_AFTER,
        HubLimits.DEFAULT);
  }

  /// The same at another address.
  public HubConfig withListen(ListenAddress other) {
    return new HubConfig(
        data, other, baseUrl, trustedProxies, blockCacheBytes, collectAfter, limits);
  }

  /// The same with another grace period.
  public HubConfig withCollectAfter(Duration other) {
    return new HubConfig(data, listen, baseUrl, trustedProxies, blockCacheBytes, other, limits);
  }

  /// The same with other limits.
  public HubConfig withLimits(HubLimits other) {
    return new HubConfig(
        data, listen, baseUrl, trustedProxies, blockCacheBytes, collectAfter, other);
  }
}

package dev.hubdesk.hub.settings;

import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.catalog.RepositorySettings;
import dev.hubdesk.catalog.RepositorySettings.Gating;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody wants to be different about a repository; null leaves a thing as it is.
///
/// @param disabled for administrators of the Hub to say
record SettingsChange(
    @Nullable Boolean isPrivate,
    @Nullable Gating gating,
    @Nullable Boolean disabled,
    @Nullable Threshold threshold,
    @Nullable List<String> suffixes) {

  /// A repository's own LFS threshold.
  ///
  /// @param bytes null for the server's
  record Threshold(@Nullable Long bytes) {}

  SettingsChange {
    suffixes = suffixes == null ? null : List.copyOf(suffixes);
  }

  RepositoryRow applied(RepositoryRow row) {
    RepositorySettings settings = row.settings();
    RepositorySettings.Lfs lfs = settings.lfs();
    return row.withPrivate(isPrivate == null ? row.isPrivate() : isPrivate)
        .withSettings(
            new RepositorySettings(
                gating == null ? settings.gating() : gating,
                disabled == null ? settings.disabled() : disabled,
                new RepositorySettings.Lfs(
                    threshold == null ? lfs.threshold() : threshold.bytes(),
                    suffixes == null ? lfs.suffixes() : suffixes)));
  }
}

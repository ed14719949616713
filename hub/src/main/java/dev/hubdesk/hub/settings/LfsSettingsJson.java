package dev.hubdesk.hub.settings;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hubdesk.catalog.RepositorySettings;
import dev.hubdesk.hub.commits.LfsRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The LFS rules of a repository: its own (null where it has none), and those that hold. Of every
/// file all versions are kept that history names, which is what a null of `lfs_keep_versions` says.
record LfsSettingsJson(
    @JsonProperty("lfs_threshold_bytes") @Nullable Long threshold,
    @JsonProperty("lfs_keep_versions") @Nullable Integer versions,
    @JsonProperty("lfs_suffix_rules") @Nullable List<String> suffixes,
    @JsonProperty("lfs_threshold_bytes_effective") long thresholdThatHolds,
    @JsonProperty("lfs_threshold_bytes_source") String thresholdSource,
    @JsonProperty("lfs_keep_versions_effective") @Nullable Integer versionsThatHold,
    @JsonProperty("lfs_keep_versions_source") String versionsSource,
    @JsonProperty("lfs_suffix_rules_effective") List<String> suffixesThatHold,
    @JsonProperty("lfs_suffix_rules_source") String suffixesSource,
    @JsonProperty("server_defaults") Defaults defaults) {

  private static final String SERVER = "server_default";

  /// What holds where a repository says nothing.
  record Defaults(
      @JsonProperty("lfs_threshold_bytes") long threshold,
      @JsonProperty("lfs_keep_versions") @Nullable Integer versions,
      @JsonProperty("lfs_suffix_rules_default") List<String> suffixes) {}

  static LfsSettingsJson of(RepositorySettings.Lfs own, LfsRules server) {
    LfsRules rules = server.with(own);
    boolean more = !own.suffixes().isEmpty();
    return new LfsSettingsJson(
        own.threshold(),
        null,
        more ? own.suffixes() : null,
        rules.threshold(),
        own.threshold() == null ? SERVER : "repository",
        null,
        SERVER,
        rules.suffixes(),
        more ? "merged" : SERVER,
        new Defaults(server.threshold(), null, server.suffixes()));
  }
}

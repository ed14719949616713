package dev.hubdesk.hub.settings;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.catalog.RepositorySettings.Gating;
import dev.hubdesk.hub.HubLimits;
import dev.hubdesk.hub.repos.RepoBody;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a change of settings. A key that is not there leaves its setting alone; of the LFS rules
/// null means "the server's".
record SettingsBody(RepoBody body) {

  private static final Pattern SUFFIX =
      Pattern.compile("\\.[^\\s\\p{Cntrl}/]{1," + (HubLimits.MAX_LFS_SUFFIX_LENGTH - 1) + "}");

  SettingsChange change() {
    refuseVersions();
    return new SettingsChange(
        body.isPrivate(), gating(), body.flag("disabled"), threshold(), suffixes());
  }

  private @Nullable Gating gating() {
    JsonNode given = body.value("gated");
    if (given.isMissingNode() || given.isNull()) {
      return null;
    }
    return switch (given.isTextual() || given.isBoolean() ? given.asText() : "") {
      case "false" -> Gating.NONE;
      case "auto" -> Gating.AUTO;
      case "manual" -> Gating.MANUAL;
      default -> throw RepoBody.bad("\"gated\" must be false, \"auto\" or \"manual\"");
    };
  }

  private SettingsChange.@Nullable Threshold threshold() {
    if (!body.has("lfs_threshold_bytes")) {
      return null;
    }
    JsonNode given = body.value("lfs_threshold_bytes");
    if (given.isNull()) {
      return new SettingsChange.Threshold(null);
    }
    if (!given.isIntegralNumber()
        || !given.canConvertToLong()
        || given.longValue() < HubLimits.MIN_LFS_THRESHOLD
        || given.longValue() > HubLimits.MAX_LFS_THRESHOLD) {
      throw RepoBody.bad(
          "\"lfs_threshold_bytes\" must be a whole number from "
              + HubLimits.MIN_LFS_THRESHOLD
              + " to "
              + HubLimits.MAX_LFS_THRESHOLD
              + ", or null for the server's");
    }
    return new SettingsChange.Threshold(given.longValue());
  }

  private @Nullable List<String> suffixes() {
    if (!body.has("lfs_suffix_rules")) {
      return null;
    }
    JsonNode given = body.value("lfs_suffix_rules");
    if (given.isNull()) {
      return List.of();
    }
    if (!given.isArray() || given.size() > HubLimits.MAX_LFS_SUFFIXES) {
      throw badSuffixes();
    }
    var suffixes = new ArrayList<String>();
    for (JsonNode one : given) {
      if (!one.isTextual() || !SUFFIX.matcher(one.textValue()).matches()) {
        throw badSuffixes();
      }
      suffixes.add(RepoId.fold(one.textValue()));
    }
    return suffixes.stream().distinct().toList();
  }

  private static FailureException badSuffixes() {
    return RepoBody.bad(
        "\"lfs_suffix_rules\" must be a list of at most "
            + HubLimits.MAX_LFS_SUFFIXES
            + " suffixes, each a dot and up to "
            + (HubLimits.MAX_LFS_SUFFIX_LENGTH - 1)
            + " characters without spaces or slashes, or null for none");
  }

  /// Nothing here deletes a version of a file because there are many: a promise to keep some would
  /// be a lie by what it leaves out.
  private void refuseVersions() {
    if (!body.value("lfs_keep_versions").isMissingNode()
        && !body.value("lfs_keep_versions").isNull()) {
      throw RepoBody.bad(
          "\"lfs_keep_versions\" cannot be set: every version that history names is kept");
    }
  }
}

package dev.hubdesk.desk.readme;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/// The answer to `GET /api/readme/{repo}`.
///
/// @param revision as asked
/// @param commit what it stood for
/// @param path of the file that was found
/// @param markdown the file, YAML included
/// @param truncated whether the file is longer than [ReadmeService#MAX_BYTES] and was cut there
/// @param baseRawURL what relative addresses of the file start from
/// @param html safe to put into a page
/// @param blockedImages addresses of images of other hosts, which `html` does not show
public record Readme(
    String repo,
    boolean dataset,
    String revision,
    String commit,
    String endpoint,
    String path,
    String markdown,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean truncated,
    String baseRawURL,
    String html,
    List<String> blockedImages) {}

package dev.hubdesk.desk.analyze;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A body for `POST /api/download`, ready to send.
///
/// @param revision left out when it is `main`
/// @param endpoint present only when the analysis was asked of one endpoint by name
/// @param filters left out when the whole repository is meant
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record RecommendedDownload(
    String repo,
    boolean dataset,
    @Nullable String revision,
    @Nullable String endpoint,
    @Nullable List<String> filters,
    boolean exactMatch) {}

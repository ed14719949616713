package dev.hubdesk.desk.analyze;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/// Another repository that belongs to this one.
///
/// @param type `base_model`, or `projector`
/// @param required whether this repository is of no use without it
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RelatedDownload(
    String type,
    String repo,
    String label,
    @Nullable String description,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean required) {}

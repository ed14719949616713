package dev.hubdesk.desk.analyze.gguf;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.hubdesk.desk.analyze.FileInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The `gguf` object of an analysis.
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record GgufInfo(
    @Nullable String modelName,
    @Nullable String parameterCount,
    @JsonInclude(JsonInclude.Include.ALWAYS) List<Quantization> quantizations,
    List<FileInfo> mmprojFiles) {}

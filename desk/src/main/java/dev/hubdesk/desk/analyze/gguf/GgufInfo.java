package dev.hubdesk.desk.analyze.gguf;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.hubdesk.desk.analyze.FileInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The `gguf` object of an analysis.
///
/// @param mmprojUpstreamRepo where projectors are, when this repository has none
/// @param modelChain what it was made from, the oldest first
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record GgufInfo(
    @Nullable String modelName,
    @Nullable String parameterCount,
    @JsonInclude(JsonInclude.Include.ALWAYS) List<Quantization> quantizations,
    List<FileInfo> mmprojFiles,
    @Nullable String mmprojUpstreamRepo,
    List<Map<String, Object>> modelChain) {}

package dev.hubdesk.desk.analyze.gguf;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.hubdesk.desk.analyze.FileInfo;
import java.util.List;

/// One model in one quantization.
///
/// @param file the first shard, with the size of all
/// @param parts the number of shards
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
record Quantization(
    String name,
    FileInfo file,
    int quality,
    String qualityStars,
    long estimatedRam,
    String estimatedRamHuman,
    String description,
    boolean recommended,
    int parts,
    List<String> files,
    @JsonProperty("is_mtp") boolean mtp) {}

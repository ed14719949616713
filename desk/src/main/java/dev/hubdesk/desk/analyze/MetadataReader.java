package dev.hubdesk.desk.analyze;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.http.Json;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.TreeEntry;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Reads the configuration files of a repository. A file that the endpoint refuses, or that holds
/// no JSON, is left out: the analysis is poorer then, and still true. A file that is too long, or
/// breaks off each time, ends the analysis, because what is told without it could be wrong.
public final class MetadataReader {

  /// The longest configuration file, in bytes.
  public static final int MAX_BYTES = 10 << 20;

  /// The longest configuration file that an answer repeats, in bytes.
  static final int MAX_TOLD = 256 << 10;

  static final String QUANTIZATION = "quantization_config.json";

  private static final String POINTER = "version https://git-lfs.github.com/spec/";

  private final Source source;

  MetadataReader(Source source) {
    this.source = source;
  }

  /// Reads those that are there.
  ///
  /// @param paths that are looked for
  Metadata read(List<TreeEntry.File> files, Collection<String> paths) throws InterruptedException {
    var read = new HashMap<String, JsonNode>();
    var large = new HashSet<String>();
    for (TreeEntry.File file : files) {
      String path = file.path().text();
      if (paths.contains(path)) {
        Optional<JsonNode> json = json(file);
        json.ifPresent(node -> read.put(path, node));
        if (file.size() > MAX_TOLD) {
          large.add(path);
        }
      }
    }
    return new Metadata(read, large);
  }

  private Optional<JsonNode> json(TreeEntry.File file) throws InterruptedException {
    String path = file.path().text();
    byte[] bytes;
    try {
      bytes = source.head(file.path(), MAX_BYTES + 1);
    } catch (FailureException e) {
      if (e.failure() instanceof Failure.Unavailable broken) {
        throw failed(path + ": " + broken.message());
      }
      return Optional.empty();
    }
    if (bytes.length > MAX_BYTES) {
      if (path.equals(QUANTIZATION)) {
        return Optional.of(PartialConfig.read(bytes, MAX_BYTES));
      }
      throw failed(path + " is longer than " + MAX_BYTES + " bytes");
    }
    return parse(path, bytes);
  }

  private static Optional<JsonNode> parse(String path, byte[] bytes) {
    String start = new String(bytes, 0, Math.min(bytes.length, 64), StandardCharsets.UTF_8);
    if (start.startsWith(POINTER)) {
      throw failed(path + " is an LFS pointer, not the file it stands for");
    }
    try {
      JsonNode node = Json.MAPPER.readTree(bytes);
      return Optional.ofNullable(node).filter(JsonNode::isContainerNode);
    } catch (JsonProcessingException | CharConversionException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory", e);
    }
  }

  /// The failure of an analysis that may not go on without a file.
  public static FailureException failed(String why) {
    return new FailureException(new Failure.Upstream(502, "Metadata cannot be read: " + why));
  }
}

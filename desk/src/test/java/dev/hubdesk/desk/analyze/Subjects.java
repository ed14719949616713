package dev.hubdesk.desk.analyze;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.desk.plan.ExactFilters;
import dev.hubdesk.http.Json;
import dev.hubdesk.hubclient.RepoInfo;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.RepoType;
import dev.hubdesk.protocol.TreeEntry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Invented repositories to analyze.
public final class Subjects {

  private Subjects() {}

  /// A repository of which only the files are known.
  public static Subject of(List<TreeEntry.File> files) {
    return of(files, "{}", Map.of());
  }

  /// A repository with what the endpoint tells and the contents of some files.
  public static Subject of(List<TreeEntry.File> files, String info, Map<String, String> contents) {
    var bytes = new HashMap<String, byte[]>();
    contents.forEach((path, text) -> bytes.put(path, text.getBytes(StandardCharsets.UTF_8)));
    return withBytes(files, info, bytes);
  }

  /// The same with contents as bytes.
  public static Subject withBytes(
      List<TreeEntry.File> files, String info, Map<String, byte[]> contents) {
    var source = new Contents(contents);
    try {
      return new Subject(
          RepoId.parse(RepoType.MODEL, "acme/tiny").orElseThrow(),
          json(info),
          files,
          new MetadataReader(source).read(files, Kind.GENERIC.metadata()),
          source,
          new ExactFilters(files),
          null);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Metadata of one file.
  public static Metadata metadata(String path, String text) {
    return new Metadata(Map.of(path, json(text)), Set.of());
  }

  /// Text as JSON.
  public static JsonNode json(String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private record Contents(Map<String, byte[]> files) implements Source {

    @Override
    public byte[] head(RepoPath path, int most) {
      byte[] content = files.get(path.text());
      if (content == null) {
        throw new FailureException(new Failure.NotFound("no content"));
      }
      return Arrays.copyOf(content, Math.min(content.length, most));
    }

    @Override
    public Optional<RepoInfo> model(RepoId repo) {
      return Optional.empty();
    }

    @Override
    public List<TreeEntry.File> files(RepoId repo) {
      return List.of();
    }
  }
}

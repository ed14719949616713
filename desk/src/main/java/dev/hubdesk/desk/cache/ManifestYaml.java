package dev.hubdesk.desk.cache;

import dev.hubdesk.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// The form of a manifest. Texts stand in it as JSON, which is YAML, so that no name of a file can
/// be taken for anything else.
final class ManifestYaml {

  /// The longest manifest that is read, in bytes.
  static final int MAX_BYTES = 16 << 20;

  private static final int LEAST_BUFFER = 1 << 10;
  private static final int MOST_BUFFER = 1 << 20;
  private static final String VERSION = "1.0";

  private static final String HEAD =
      """
      # What was downloaded of this repository, and how it was chosen.
      # Written by Hubdesk after each download; it may be deleted, nothing depends on it.
      """;

  private ManifestYaml() {}

  static String text(Manifest manifest) {
    var yaml = new StringBuilder(HEAD);
    line(yaml, "version", VERSION);
    line(yaml, "type", manifest.type());
    line(yaml, "repo", manifest.repo());
    line(yaml, "branch", manifest.branch());
    line(yaml, "commit", manifest.commit());
    line(yaml, "started_at", manifest.startedAt().toString());
    line(yaml, "completed_at", manifest.completedAt().toString());
    line(yaml, "filters", manifest.filters());
    line(yaml, "excludes", manifest.excludes());
    line(yaml, "filtered", manifest.filtered());
    line(yaml, "total_size", manifest.totalSize());
    line(yaml, "total_files", manifest.totalFiles());
    yaml.append("files:").append(manifest.files().isEmpty() ? " []\n" : "\n");
    for (Manifest.Entry file : manifest.files()) {
      yaml.append("- ").append(Json.text(file)).append('\n');
    }
    return yaml.toString();
  }

  private static void line(StringBuilder yaml, String key, Object value) {
    yaml.append(key).append(": ").append(Json.text(value)).append('\n');
  }

  /// @throws IOException when it cannot be read or is no manifest
  static Manifest read(Path file) throws IOException {
    long size = Files.size(file);
    if (size > MAX_BYTES) {
      throw new IOException("longer than " + MAX_BYTES + " bytes");
    }
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(Manifest.NAME)
            .setCodePointLimit(MAX_BYTES)
            // A long line is copied once for each buffer of it.
            .setBufferSize(Math.clamp(size, LEAST_BUFFER, MOST_BUFFER))
            .setMaxAliasesForCollections(0)
            .build();
    try {
      if (new Load(settings).loadFromString(Files.readString(file)) instanceof Map<?, ?> yaml) {
        return manifest(yaml);
      }
    } catch (YamlEngineException | DateTimeException e) {
      throw new IOException("not a manifest", e);
    }
    throw new IOException("not a manifest");
  }

  private static Manifest manifest(Map<?, ?> yaml) throws IOException {
    var files = new ArrayList<Manifest.Entry>();
    for (Object item : list(yaml.get("files"))) {
      if (item instanceof Map<?, ?> one) {
        files.add(
            new Manifest.Entry(
                text(one.get("name")),
                text(one.get("blob")),
                number(one.get("size")),
                Boolean.TRUE.equals(one.get("lfs"))));
      }
    }
    return new Manifest(
        text(yaml.get("type")),
        text(yaml.get("repo")),
        text(yaml.get("branch")),
        text(yaml.get("commit")),
        Instant.parse(text(yaml.get("started_at"))),
        Instant.parse(text(yaml.get("completed_at"))),
        texts(yaml.get("filters")),
        texts(yaml.get("excludes")),
        Boolean.TRUE.equals(yaml.get("filtered")),
        number(yaml.get("total_size")),
        number(yaml.get("total_files")),
        files);
  }

  private static String text(@Nullable Object value) throws IOException {
    if (value instanceof String text) {
      return text;
    }
    throw new IOException("a text is missing");
  }

  private static long number(@Nullable Object value) throws IOException {
    if (value instanceof Number number && number.longValue() >= 0) {
      return number.longValue();
    }
    throw new IOException("a number is missing");
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  private static List<String> texts(@Nullable Object value) throws IOException {
    var texts = new ArrayList<String>();
    for (Object item : list(value)) {
      texts.add(text(item));
    }
    return texts;
  }
}

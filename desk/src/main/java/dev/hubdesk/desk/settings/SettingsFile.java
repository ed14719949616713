package dev.hubdesk.desk.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hubdesk.catalog.files.DurableFile;
import dev.hubdesk.catalog.files.OwnerOnly;
import dev.hubdesk.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// `desk.json`: settings and tokens as one JSON object, readable by its owner alone. What this
/// version does not know is kept as it is.
public final class SettingsFile {

  private static final String HUB_TOKEN = "hubToken";

  private final Path file;

  public SettingsFile(Path file) {
    this.file = file;
  }

  /// What the file says; an empty object when there is none.
  ///
  /// @throws IOException when it cannot be read or is not a JSON object: it is never overwritten
  ///   then
  public ObjectNode read() throws IOException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException _) {
      return Json.MAPPER.createObjectNode();
    }
    try {
      JsonNode node = Json.MAPPER.readTree(bytes);
      if (node instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException _) {
      // The parser's message quotes the text, which holds tokens.
    }
    throw new IOException(file + " is not a JSON object; correct it or move it away");
  }

  /// Replaces the file, whole or not at all.
  public synchronized void write(ObjectNode settings) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null) {
      throw new IOException(file + " has no directory");
    }
    Files.createDirectories(directory);
    byte[] bytes = Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(settings);
    DurableFile.replace(target(), bytes, OwnerOnly.rights(directory));
  }

  /// The token that the Desk shows to the Hub of the same process.
  public Optional<String> hubToken() throws IOException {
    return Optional.ofNullable(read().path(HUB_TOKEN).textValue());
  }

  /// Keeps the token that the Desk shows to the Hub of the same process.
  public synchronized void keepHubToken(String token) throws IOException {
    write(read().put(HUB_TOKEN, token));
  }

  /// A link stays a link: its target is replaced.
  private Path target() throws IOException {
    return Files.exists(file) ? file.toRealPath() : file;
  }
}

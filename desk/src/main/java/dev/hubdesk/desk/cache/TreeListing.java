package dev.hubdesk.desk.cache;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import dev.hubdesk.http.Json;
import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.TreeEntry;
import java.io.CharConversionException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// `trees/<commit>.json` in the folder of a repository: all files of a commit, as clients since
/// 1.22 write it. With it a client tells without a network whether a snapshot is whole.
public final class TreeListing {

  /// A longer listing is not read: 256 MiB, well over a million files.
  static final long MAX_BYTES = 256 << 20;

  private static final int VERSION = 1;

  private TreeListing() {}

  /// One file of a commit.
  ///
  /// @param blobId git's id of the file, of the pointer for a large one
  /// @param sha256 of a large file
  public record Entry(String path, long size, String blobId, @Nullable String sha256) {

    /// The name of its blob in the cache.
    public String etag() {
      return sha256 == null ? blobId : sha256;
    }
  }

  /// Whether there is one. It may be unreadable.
  public static boolean isThere(Path repository, String commit) {
    return Files.isRegularFile(file(repository, commit));
  }

  /// Tells the files of a commit.
  ///
  /// @return whether there is a listing in a form that is understood; where not, some files may
  ///   have been told
  public static boolean read(Path repository, String commit, Consumer<Entry> files)
      throws IOException {
    Path file = file(repository, commit);
    try {
      if (Files.size(file) > MAX_BYTES) {
        return false;
      }
    } catch (NoSuchFileException _) {
      return false;
    }
    try (JsonParser json = Json.MAPPER.createParser(file.toFile())) {
      return read(json, files);
    } catch (JsonProcessingException | CharConversionException _) {
      return false;
    }
  }

  private static boolean read(JsonParser json, Consumer<Entry> files) throws IOException {
    boolean known = false;
    boolean told = false;
    if (json.nextToken() != JsonToken.START_OBJECT) {
      return false;
    }
    for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
      JsonToken value = json.nextToken();
      if (key.equals("format_version")) {
        known = value == JsonToken.VALUE_NUMBER_INT && json.getIntValue() == VERSION;
      } else if (key.equals("files") && value == JsonToken.START_OBJECT) {
        told = readFiles(json, files);
      } else {
        json.skipChildren();
      }
    }
    return known && told;
  }

  private static boolean readFiles(JsonParser json, Consumer<Entry> files) throws IOException {
    for (String path = json.nextFieldName(); path != null; path = json.nextFieldName()) {
      Entry entry = readFile(path, json);
      if (entry == null) {
        return false;
      }
      files.accept(entry);
    }
    return true;
  }

  private static @Nullable Entry readFile(String path, JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      return null;
    }
    long size = -1;
    String blobId = null;
    String sha256 = null;
    for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
      JsonToken value = json.nextToken();
      switch (key) {
        case "size" -> size = value.isNumeric() ? json.getLongValue() : -1;
        case "blob_id" -> blobId = json.getValueAsString();
        case "lfs_sha256" -> sha256 = json.getValueAsString();
        default -> json.skipChildren();
      }
    }
    return size < 0 || blobId == null ? null : new Entry(path, size, blobId, sha256);
  }

  /// Writes the listing of a commit, unless there is one. Clients take a listing for whole, so it
  /// must be.
  static void write(Path repository, Oid commit, List<TreeEntry.File> all) throws IOException {
    Path file = file(repository, commit.hex());
    if (Files.exists(file)) {
      return;
    }
    Path trees = Files.createDirectories(repository.resolve("trees"));
    Path fresh = trees.resolve(commit.hex() + AtomicText.suffix() + ".tmp");
    try {
      try (var out = new FileOutputStream(fresh.toFile());
          JsonGenerator json = Json.MAPPER.getFactory().createGenerator(out, JsonEncoding.UTF8)) {
        json.setPrettyPrinter(asTheClientPrints());
        write(json, all);
        json.flush();
        out.getFD().sync();
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static void write(JsonGenerator json, List<TreeEntry.File> all) throws IOException {
    json.writeStartObject();
    json.writeNumberField("format_version", VERSION);
    json.writeObjectFieldStart("files");
    for (TreeEntry.File file :
        all.stream().sorted(Comparator.comparing(TreeEntry.File::path)).toList()) {
      json.writeObjectFieldStart(file.path().text());
      json.writeNumberField("size", file.size());
      json.writeStringField("blob_id", file.oid().hex());
      LfsPointer large = file.lfs();
      if (large != null) {
        json.writeStringField("lfs_sha256", large.oid().hex());
        json.writeNumberField("lfs_size", large.size());
      }
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static DefaultPrettyPrinter asTheClientPrints() {
    var printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator(""));
    printer.indentObjectsWith(new DefaultIndenter(" ", "\n"));
    return printer;
  }

  private static Path file(Path repository, String commit) {
    return repository.resolve("trees").resolve(commit + ".json");
  }
}

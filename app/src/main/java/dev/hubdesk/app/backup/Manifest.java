package dev.hubdesk.app.backup;

import dev.hubdesk.blobs.BlobKey;
import dev.hubdesk.catalog.files.DurableFile;
import dev.hubdesk.protocol.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a backup consists of: its database and every blob that the database names, each with size
/// and SHA-256. A backup without one is not complete; the last line proves that it is whole.
///
/// @param database the name of the file beside the manifest
/// @param databaseFile what is in it
record Manifest(
    Instant at, String database, Stored databaseFile, SortedMap<BlobKey, Stored> blobs) {

  /// The name of the file.
  static final String NAME = "manifest";

  private static final String FIRST = "hubdesk-backup 1";
  private static final String AT = "at ";
  private static final String DATABASE = "database ";
  private static final String END = "end ";

  /// @param bytes how many
  record Stored(long bytes, Sha256 sha256) {}

  long bytes() {
    return databaseFile.bytes + blobs.values().stream().mapToLong(Stored::bytes).sum();
  }

  private String body() {
    StringBuilder text = new StringBuilder();
    text.append(FIRST).append('\n');
    text.append(AT).append(at).append('\n');
    text.append(DATABASE).append(line(database, databaseFile));
    for (Map.Entry<BlobKey, Stored> blob : blobs.entrySet()) {
      text.append(line(blob.getKey().text(), blob.getValue()));
    }
    return text.toString();
  }

  private static String line(String name, Stored stored) {
    return stored.bytes + " " + stored.sha256.hex() + " " + name + "\n";
  }

  /// Puts it into a directory, durably, in the place of an earlier one.
  void writeTo(Path directory) throws IOException {
    String body = body();
    DurableFile.replace(directory.resolve(NAME), body + END + Sha256.ofText(body).hex() + "\n");
  }

  static boolean isIn(Path directory) {
    return Files.isRegularFile(directory.resolve(NAME));
  }

  /// Reads the one of a backup.
  ///
  /// @throws BackupException when there is none, or it is not whole
  static Manifest readFrom(Path directory) throws IOException {
    Path file = directory.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      throw new BackupException(
          directory + " holds no complete backup: there is no manifest in it");
    }
    String text = Files.readString(file, StandardCharsets.UTF_8);
    int end = text.lastIndexOf('\n' + END) + 1;
    if (end <= 0
        || !text.substring(end + END.length())
            .strip()
            .equals(Sha256.ofText(text.substring(0, end)).hex())) {
      throw damaged(file);
    }
    try {
      return parse(text.substring(0, end).split("\n", -1), file);
    } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException _) {
      throw damaged(file);
    }
  }

  private static Manifest parse(String[] lines, Path file) {
    if (!lines[0].equals(FIRST)) {
      throw new BackupException(file + " was written by another version of Hubdesk");
    }
    Instant at = Instant.parse(lines[1].substring(AT.length()));
    List<String> database = List.of(lines[2].substring(DATABASE.length()).split(" ", 3));
    SortedMap<BlobKey, Stored> blobs = new TreeMap<>();
    for (int i = 3; i < lines.length - 1; i++) {
      List<String> blob = List.of(lines[i].split(" ", 3));
      blobs.put(new BlobKey(blob.get(2)), stored(blob));
    }
    return new Manifest(at, database.get(2), stored(database), blobs);
  }

  private static Stored stored(List<String> words) {
    return new Stored(Long.parseLong(words.get(0)), new Sha256(words.get(1)));
  }

  private static BackupException damaged(Path file) {
    return new BackupException("The manifest " + file + " is damaged");
  }
}

package dev.hubdesk.conformance.desk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/// A cache as a client leaves it, written by hand.
final class CacheFolder {

  private final Path root;

  CacheFolder(Path root) {
    this.root = root;
  }

  /// Adds files of a commit: blobs by SHA-256, and links to them.
  void snapshot(String repo, String commit, Map<String, String> files) throws IOException {
    Path blobs = Files.createDirectories(root.resolve(repo).resolve("blobs"));
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path blob = blobs.resolve(sha256(file.getValue()));
      Files.writeString(blob, file.getValue());
      Path entry = entry(repo, commit, file.getKey());
      Path parent = Files.createDirectories(entry.resolveSibling("x").getParent());
      Files.deleteIfExists(entry);
      Files.createSymbolicLink(entry, parent.relativize(blob));
    }
  }

  void ref(String repo, String name, String commit) throws IOException {
    Path refs = Files.createDirectories(root.resolve(repo).resolve("refs"));
    Files.writeString(refs.resolve(name), commit);
  }

  /// Adds what a program leaves that was killed.
  void leftover(String repo, String name) throws IOException {
    Files.writeString(root.resolve(repo).resolve("blobs").resolve(name), "half");
  }

  /// Writes other bytes of the same length into the blob behind a file.
  void damage(String repo, String commit, String path, String bytes) throws IOException {
    Files.writeString(entry(repo, commit, path).toRealPath(), bytes);
  }

  String read(String repo, String commit, String path) throws IOException {
    return Files.readString(entry(repo, commit, path));
  }

  String readRef(String repo, String name) throws IOException {
    return Files.readString(root.resolve(repo).resolve("refs").resolve(name));
  }

  Path entry(String repo, String commit, String path) {
    return root.resolve(repo).resolve("snapshots").resolve(commit).resolve(path);
  }

  static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

package dev.hubdesk.conformance.clients;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A file on this disk that is, or becomes, an LFS file of a model.
public record LfsFile(Path path, String sha256, long size) {

  public static LfsFile write(Path path, byte[] content)
      throws IOException, NoSuchAlgorithmException {
    Files.write(path, content);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
    return new LfsFile(path, HexFormat.of().formatHex(digest), content.length);
  }

  public String name() {
    return String.valueOf(path.getFileName());
  }

  /// Where a batch answer says that it is to be put; empty when the Hub has it.
  public String uploadAddress(Http http, String repository)
      throws IOException, InterruptedException {
    String question =
        "{\"operation\":\"upload\",\"objects\":[{\"oid\":\"%s\",\"size\":%d}]}"
            .formatted(sha256, size);
    Http.Answer answer = http.post("/" + repository + ".git/info/lfs/objects/batch", question);
    JsonNode object = Json.MAPPER.readTree(answer.body()).at("/objects/0");
    if (!object.path("oid").asText().equals(sha256) || object.has("error")) {
      throw new AssertionError(answer.toString());
    }
    return object.at("/actions/upload/href").asText();
  }

  /// The arguments of curl that send it.
  public String[] asBody() {
    return new String[] {"--upload-file", path.toString()};
  }

  /// Commits it to `main` under its name.
  public Http.Answer commit(Http http, String repository) throws IOException, InterruptedException {
    String lines =
        """
        {"key":"header","value":{"summary":"add a large file"}}
        {"key":"lfsFile","value":{"path":"%s","algo":"sha256","oid":"%s","size":%d}}
        """
            .formatted(name(), sha256, size);
    return http.post(
        "/api/models/" + repository + "/commit/main",
        lines,
        "--header",
        "Content-Type: application/x-ndjson");
  }
}

package dev.hubdesk.hub.commits;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.hubdesk.hub.HubLimits;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.RepoType;
import dev.hubdesk.protocol.Revision;
import dev.hubdesk.protocol.Sha256;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Reads a commit's body, one JSON object a line (`{"key": …, "value": {…}}`), as it arrives. The
/// Base64 of a file's content is decoded on the way and never held whole.
final class CommitReader implements AutoCloseable {

  private final JsonParser json;
  private final HubLimits limits;
  private final Path scratch;
  private int lines;

  /// @param scratch a directory for content that is not small
  CommitReader(InputStream body, HubLimits limits, Path scratch) throws IOException {
    this.limits = limits;
    this.scratch = scratch;
    this.json =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxStringLength(limits.commitText())
                    .maxNestingDepth(8)
                    .build())
            .build()
            .createParser(body);
  }

  /// Reads the next line; null at the end. Close the line.
  ///
  /// @throws FailureException with [Failure.BadRequest] when the body is malformed or breaks off,
  ///   [Failure.TooLarge] when it has too many lines, [Failure.InvalidPath]
  @Nullable CommitLine next() throws IOException {
    try {
      if (json.nextToken() == null) {
        return null;
      }
      lines++;
      if (lines > limits.commitOperations()) {
        throw new FailureException(
            new Failure.TooLarge(
                "A commit has at most " + limits.commitOperations() + " operations"));
      }
      return line();
    } catch (StreamConstraintsException _) {
      throw new FailureException(
          new Failure.TooLarge(
              "A text in line " + lines + " of the commit is longer than " + limits.commitText()));
    } catch (JsonProcessingException | CharConversionException _) {
      throw bad("is not valid JSON, or breaks off");
    }
  }

  private CommitLine line() throws IOException {
    expect(JsonToken.START_OBJECT, json.currentToken());
    if (!"key".equals(json.nextFieldName())) {
      throw bad("must start with \"key\"");
    }
    expect(JsonToken.VALUE_STRING, json.nextToken());
    String key = json.getText();
    if (!"value".equals(json.nextFieldName())) {
      throw bad("must hold \"value\" after \"key\"");
    }
    expect(JsonToken.START_OBJECT, json.nextToken());
    var content = new Spool(scratch, limits.lfsThreshold());
    try {
      CommitLine line = line(key, CommitFields.read(json, content, this::bad), content);
      skipRest();
      if (!(line instanceof CommitLine.RegularFile)) {
        content.close();
      }
      return line;
    } catch (RuntimeException | IOException e) {
      content.close();
      throw e;
    }
  }

  private CommitLine line(String key, CommitFields fields, Spool content) {
    return switch (key) {
      case "header" ->
          new CommitLine.Header(
              fields.required("summary"), fields.orEmpty("description"), parent(fields));
      case "file" -> {
        if (!fields.hasContent()) {
          throw bad("has no \"content\"");
        }
        yield new CommitLine.RegularFile(filePath(fields), content);
      }
      case "lfsFile" -> lfsFile(fields);
      case "copyFile" ->
          new CommitLine.Copy(
              filePath(fields),
              notRoot(new RepoPath(fields.required("srcPath"))),
              fields.orEmpty("srcRevision").isEmpty()
                  ? null
                  : new Revision(fields.orEmpty("srcRevision")),
              source(fields));
      case "deletedFile", "deletedFolder" -> {
        RepoPath path = RepoPath.parse(fields.required("path"));
        yield new CommitLine.Deletion(notRoot(path));
      }
      default -> throw bad("asks for an operation that is not known here");
    };
  }

  private CommitLine.LfsFile lfsFile(CommitFields fields) {
    if (!fields.orEmpty("algo").isEmpty() && !fields.orEmpty("algo").equals("sha256")) {
      throw bad("names a hash algorithm other than sha256");
    }
    Sha256 oid =
        Sha256.parse(fields.required("oid")).orElseThrow(() -> bad("holds no valid \"oid\""));
    return new CommitLine.LfsFile(filePath(fields), oid, fields.size());
  }

  /// The repository that is copied from, named as stock clients name it for buckets.
  private @Nullable RepoId source(CommitFields fields) {
    String id = fields.orEmpty("sourceRepoId");
    if (id.isEmpty()) {
      return null;
    }
    String type = fields.orEmpty("sourceRepoType");
    RepoType known =
        RepoType.bySingular(type.isEmpty() ? "model" : type)
            .orElseThrow(() -> bad("holds no valid \"sourceRepoType\""));
    return RepoId.parse(known, id)
        .orElseThrow(() -> new FailureException(new Failure.RepoNotFound(false)));
  }

  private @Nullable Oid parent(CommitFields fields) {
    String parent = fields.orEmpty("parentCommit");
    return parent.isEmpty()
        ? null
        : Oid.parse(parent).orElseThrow(() -> bad("holds no valid \"parentCommit\""));
  }

  private static RepoPath filePath(CommitFields fields) {
    return notRoot(new RepoPath(fields.required("path")));
  }

  private static RepoPath notRoot(RepoPath path) {
    if (path.isRoot()) {
      throw new FailureException(new Failure.InvalidPath("", "is empty"));
    }
    return path;
  }

  /// What newer clients add to a line after its value.
  private void skipRest() throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      json.nextToken();
      json.skipChildren();
    }
    expect(JsonToken.END_OBJECT, json.currentToken());
  }

  private void expect(JsonToken wanted, @Nullable JsonToken found) {
    if (wanted != found) {
      throw bad("is not {\"key\": …, \"value\": {…}}");
    }
  }

  private FailureException bad(String what) {
    return new FailureException(new Failure.BadRequest("Line " + lines + " of the commit " + what));
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}

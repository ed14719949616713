package dev.hubdesk.hub.facts;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.git.FileNames;
import dev.hubdesk.git.FileNames.FileName;
import dev.hubdesk.git.GitStore;
import dev.hubdesk.git.Repository;
import dev.hubdesk.http.Json;
import dev.hubdesk.hub.access.Caller;
import dev.hubdesk.hub.access.RepoGate;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.Revision;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// The headers of all parts of a model, told together, so that a client needs one request instead
/// of one for each part.
public final class SafetensorsService {

  private final RepoGate gate;
  private final GitStore git;
  private final ModelHeads heads;

  public SafetensorsService(RepoGate gate, GitStore git, ModelHeads heads) {
    this.gate = gate;
    this.git = git;
    this.heads = heads;
  }

  /// Opens an index of the default branch and finds the parts that it names. Close it.
  ///
  /// @param index the path of `….safetensors.index.json`
  /// @throws FailureException with `EntryNotFound` when the index or a part is not there,
  ///   `Unprocessable` when the index is none
  Parts open(Caller caller, RepoId id, RepoPath index) throws IOException {
    Repository repository = git.open(gate.contentReadable(caller, id).key());
    try {
      Oid commit = repository.resolve(Revision.MAIN).commit();
      FileNames names = repository.names(commit);
      FileName file = names.find(index).orElseThrow(() -> missing(index.text(), commit));
      WeightIndex read = index(repository, file);
      var files = new ArrayList<FileName>();
      for (String name : read.files()) {
        RepoPath path =
            RepoPath.find(index.parent().isRoot() ? name : index.parent().text() + "/" + name)
                .orElseThrow(() -> missing(name, commit));
        files.add(names.find(path).orElseThrow(() -> missing(path.text(), commit)));
      }
      if (heads.safetensors(repository, files).isEmpty()) {
        throw SafetensorsHead.noHeader();
      }
      return new Parts(repository, read.metadata(), files, heads);
    } catch (RuntimeException | IOException e) {
      repository.close();
      throw e;
    }
  }

  private static WeightIndex index(Repository repository, FileName file) throws IOException {
    try (InputStream in = repository.open(file.oid()).openStream()) {
      return WeightIndex.read(in)
          .orElseThrow(() ->
              new FailureException(
                  new Failure.Unprocessable("The file is no index of safetensors files")));
    }
  }

  private static FailureException missing(String path, Oid commit) {
    return new FailureException(new Failure.EntryNotFound(path, commit));
  }

  /// The parts of a model, open for reading.
  record Parts(Repository repository, JsonNode metadata, List<FileName> files, ModelHeads heads)
      implements AutoCloseable {

    /// Writes `{headers: {file: header}, index: {metadata}}`.
    void write(JsonGenerator json) throws IOException {
      json.writeStartObject();
      json.writeObjectFieldStart("index");
      if (metadata.isObject()) {
        json.writeFieldName("metadata");
        json.writeTree(metadata);
      }
      json.writeEndObject();
      json.writeObjectFieldStart("headers");
      for (FileName file : files) {
        json.writeFieldName(file.path().name());
        try (InputStream header = heads.header(repository, file);
            JsonParser parser = Json.MAPPER.createParser(header)) {
          if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw SafetensorsHead.noHeader();
          }
          json.copyCurrentStructure(parser);
        }
      }
      json.writeEndObject();
      json.writeEndObject();
    }

    @Override
    public void close() {
      repository.close();
    }
  }
}

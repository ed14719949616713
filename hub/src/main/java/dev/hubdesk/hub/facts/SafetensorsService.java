package dev.hubdesk.hub.facts;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.catalog.LfsObjects;
import dev.hubdesk.git.FileNames;
import dev.hubdesk.git.FileNames.FileName;
import dev.hubdesk.git.GitStore;
import dev.hubdesk.git.Repository;
import dev.hubdesk.http.Json;
import dev.hubdesk.hub.access.Caller;
import dev.hubdesk.hub.access.RepoGate;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.Revision;
import dev.hubdesk.protocol.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The headers of all parts of a model, told together, so that a client needs one request instead
/// of one for each part.
public final class SafetensorsService {

  private final RepoGate gate;
  private final GitStore git;
  private final ModelHeads heads;
  private final LfsObjects objects;

  public SafetensorsService(RepoGate gate, GitStore git, ModelHeads heads, LfsObjects objects) {
    this.gate = gate;
    this.git = git;
    this.heads = heads;
    this.objects = objects;
  }

  /// Opens an index of the default branch and finds the parts that it names. Close it.
  ///
  /// @param index the path of `….safetensors.index.json`
  /// @throws FailureException with `EntryNotFound` when the index or a part is not there,
  ///   `Unprocessable` when the index is none
  Parts open(Caller caller, RepoId id, RepoPath index) throws IOException {
    long key = gate.contentReadable(caller, id).key();
    Repository repository = git.open(key);
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
      requireContent(key, repository, files, commit);
      if (heads.safetensors(repository, files).isEmpty()) {
        throw SafetensorsHead.noHeader();
      }
      return new Parts(repository, read.metadata(), files, heads);
    } catch (RuntimeException | IOException e) {
      repository.close();
      throw e;
    }
  }

  /// A pointer alone opens nothing: the object must belong to the repository, and may be gone.
  private void requireContent(long key, Repository repository, List<FileName> files, Oid commit) {
    Map<Oid, LfsPointer> pointers = repository.pointers(files.stream().map(FileName::oid).toList());
    Set<Sha256> named = pointers.values().stream().map(LfsPointer::oid).collect(Collectors.toSet());
    Set<Sha256> held = named.isEmpty() ? Set.of() : objects.linked(key, named);
    for (FileName file : files) {
      @Nullable LfsPointer pointer = pointers.get(file.oid());
      if (pointer != null && !held.contains(pointer.oid())) {
        throw missing(file.path().text(), commit);
      }
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

package dev.hubdesk.hub.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hubdesk.catalog.ModelHeaders;
import dev.hubdesk.git.FileNames.FileName;
import dev.hubdesk.git.GitBlob;
import dev.hubdesk.git.Repository;
import dev.hubdesk.http.Json;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Oid;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the heads of model files, each content once: what it told is remembered by the content's
/// id. A file whose bytes cannot be read tells nothing, and is tried again when it is asked for.
public final class ModelHeads {

  private static final Logger LOG = LoggerFactory.getLogger(ModelHeads.class);

  /// Bump it when a head is read in another way.
  private static final int VERSION = 1;

  private final ModelHeaders rows;
  private final LargeFiles large;

  public ModelHeads(ModelHeaders rows, LargeFiles large) {
    this.rows = rows;
    this.large = large;
  }

  /// What a set of safetensors files holds together; empty when one of them is none.
  Optional<SafetensorsHead> safetensors(Repository repository, List<FileName> files) {
    Optional<SafetensorsHead> sum = Optional.empty();
    Map<Oid, LfsPointer> pointers = pointers(repository, files);
    for (FileName file : files) {
      Optional<SafetensorsHead> one =
          told("safetensors", repository, file, pointers.get(file.oid())).map(SafetensorsHead::of);
      if (one.isEmpty()) {
        return Optional.empty();
      }
      sum = sum.isEmpty() ? one : sum.get().plus(one.get());
      if (sum.isEmpty()) {
        return sum;
      }
    }
    return sum;
  }

  /// What a GGUF file tells; of one that was split the parameters of all parts.
  Optional<ObjectNode> gguf(Repository repository, List<FileName> parts) {
    Map<Oid, LfsPointer> pointers = pointers(repository, parts);
    @Nullable ObjectNode first = null;
    long total = 0;
    for (FileName part : parts) {
      Optional<JsonNode> told = told("gguf", repository, part, pointers.get(part.oid()));
      if (told.isEmpty()) {
        return Optional.empty();
      }
      long parameters = told.get().path("total").longValue();
      total = total > Long.MAX_VALUE - parameters ? Long.MAX_VALUE : total + parameters;
      if (first == null && told.get() instanceof ObjectNode object) {
        first = object;
      }
    }
    return first == null ? Optional.empty() : Optional.of(first.put("total", total));
  }

  /// Opens the header of a safetensors file, its JSON alone. Close it.
  ///
  /// @throws FailureException with `Unprocessable` when the file has none
  InputStream header(Repository repository, FileName file) throws IOException {
    @Nullable LfsPointer pointer = pointers(repository, List.of(file)).get(file.oid());
    long most = SafetensorsHead.MAX_BYTES + Long.BYTES;
    GitBlob blob = repository.open(file.oid());
    long size = pointer == null ? blob.size() : pointer.size();
    var head =
        new HeadReader(
            new BufferedInputStream(
                pointer == null ? blob.openStream() : large.open(pointer, most)),
            most);
    try {
      SafetensorsHead.enter(head, size);
      return head;
    } catch (EOFException _) {
      head.close();
      throw SafetensorsHead.noHeader();
    } catch (IOException | RuntimeException e) {
      head.close();
      throw e;
    }
  }

  private static Map<Oid, LfsPointer> pointers(Repository repository, List<FileName> files) {
    return repository.pointers(files.stream().map(FileName::oid).toList());
  }

  private Optional<JsonNode> told(
      String format, Repository repository, FileName file, @Nullable LfsPointer pointer) {
    String content =
        format
            + VERSION
            + ":"
            + (pointer == null ? file.oid().hex() : "sha256:" + pointer.oid().hex());
    Optional<String> known = rows.find(content);
    try {
      if (known.isPresent()) {
        return known.get().isEmpty()
            ? Optional.empty()
            : Optional.of(Json.MAPPER.readTree(known.get()));
      }
      Optional<? extends JsonNode> told = read(format, repository, file, pointer);
      rows.save(content, told.map(JsonNode::toString).orElse(null));
      return told.map(JsonNode.class::cast);
    } catch (IOException e) {
      LOG.warn("cannot read the head of {}", file.path(), e);
      return Optional.empty();
    }
  }

  private Optional<ObjectNode> read(
      String format, Repository repository, FileName file, @Nullable LfsPointer pointer)
      throws IOException {
    boolean gguf = format.equals("gguf");
    long most = gguf ? GgufHead.MAX_BYTES : SafetensorsHead.MAX_BYTES + Long.BYTES;
    GitBlob blob = repository.open(file.oid());
    long size = pointer == null ? blob.size() : pointer.size();
    try (InputStream in = pointer == null ? blob.openStream() : large.open(pointer, most);
        HeadReader head = new HeadReader(new BufferedInputStream(in), most)) {
      return gguf
          ? GgufHead.read(head)
          : SafetensorsHead.read(head, size).map(SafetensorsHead::json);
    }
  }
}

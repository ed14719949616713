package dev.hubdesk.desk.analyze.gguf;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.desk.analyze.AnswerObject;
import dev.hubdesk.desk.analyze.Subject;
import dev.hubdesk.hubclient.RepoInfo;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a model was made from, as the cards say: the oldest first, the model itself last.
final class Lineage {

  /// How far back it is followed.
  static final int MAX_ANCESTORS = 3;

  private static final List<String> RELATIONS =
      List.of("quantized", "finetune", "merge", "adapter");
  private static final Set<String> SEEING =
      Set.of(
          "image-text-to-text",
          "any-to-any",
          "video-text-to-text",
          "audio-text-to-text",
          "visual-question-answering",
          "image-to-text");

  private final List<Map<String, Object>> chain = new ArrayList<>();
  private final List<RepoId> ancestors = new ArrayList<>();
  private boolean isMultimodal;

  private Lineage() {}

  static Lineage of(Subject subject) throws InterruptedException {
    var lineage = new Lineage();
    lineage.follow(subject);
    return lineage;
  }

  private void follow(Subject subject) throws InterruptedException {
    RepoId repo = subject.repo();
    @Nullable JsonNode info = subject.info();
    while (true) {
      Optional<RepoId> base = info == null ? Optional.empty() : base(info);
      chain.addFirst(
          new AnswerObject()
              .put("repo", repo.path())
              .put("relation", info == null || base.isEmpty() ? null : relation(info))
              .flag("is_current", chain.isEmpty())
              .map());
      isMultimodal |= info != null && SEEING.contains(info.path("pipeline_tag").asText(""));
      if (base.isEmpty() || ancestors.size() == MAX_ANCESTORS || isKnown(base.get(), subject)) {
        return;
      }
      repo = base.get();
      ancestors.add(repo);
      info = subject.source().model(repo).map(RepoInfo::json).orElse(null);
    }
  }

  private boolean isKnown(RepoId repo, Subject subject) {
    return repo.folded().equals(subject.repo().folded())
        || ancestors.stream().anyMatch(known -> known.folded().equals(repo.folded()));
  }

  /// The chain; empty when nothing is said about where the model comes from.
  List<Map<String, Object>> chain() {
    return chain.size() > 1 ? chain : List.of();
  }

  /// From the nearest to the oldest.
  List<RepoId> ancestors() {
    return ancestors;
  }

  /// Whether this model or one that it was made from takes more than text.
  boolean isMultimodal() {
    return isMultimodal;
  }

  private static Optional<RepoId> base(JsonNode info) {
    JsonNode base = info.path("cardData").path("base_model");
    return RepoId.parse(RepoType.MODEL, (base.isArray() ? base.path(0) : base).asText(""));
  }

  private static @Nullable String relation(JsonNode info) {
    for (String relation : RELATIONS) {
      for (JsonNode tag : info.path("tags")) {
        if (tag.asText("").startsWith("base_model:" + relation + ":")) {
          return relation;
        }
      }
    }
    return null;
  }
}

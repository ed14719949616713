package dev.hubdesk.desk.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer to `GET /api/search`.
///
/// @param nextCursor what to send as `cursor` for more; absent when there is no more
/// @param failures endpoints that did not answer, in words; absent when all did
record SearchAnswer(
    List<SearchResult> results,
    int total,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) String query,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String nextCursor,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Failed> failures) {

  /// An endpoint that did not answer.
  record Failed(String endpoint, String error) {}
}

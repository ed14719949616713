package dev.hubdesk.desk.analyze;

import dev.hubdesk.protocol.RepoId;
import java.util.List;

/// The answer when a name stands for a model and a dataset, and the question did not say which.
public record Choice(boolean needsSelection, String repo, String message, List<String> options) {

  static Choice between(RepoId repo) {
    return new Choice(
        true,
        repo.path(),
        "Both a model and a dataset are called " + repo.path(),
        List.of("model", "dataset"));
  }
}

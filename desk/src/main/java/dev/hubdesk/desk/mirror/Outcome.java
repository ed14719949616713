package dev.hubdesk.desk.mirror;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hubdesk.desk.cache.FolderName;
import java.util.ArrayList;
import java.util.List;

/// What a mirror job has done, or would do.
///
/// @param copied repositories
/// @param copiedFiles files of which bytes were copied
/// @param mended files at the destination that were damaged and were replaced
/// @param deleted repositories
/// @param repos the names of those that were copied or deleted, at most [#MAX_TOLD]
/// @param errors what could not be done, at most [#MAX_TOLD]
@JsonInclude(JsonInclude.Include.ALWAYS)
record Outcome(
    long copied,
    long copiedFiles,
    long copiedSize,
    long mended,
    long deleted,
    long deletedSize,
    List<String> repos,
    List<String> errors) {

  /// The most names, and the most errors, that are told.
  static final int MAX_TOLD = 1_000;

  static final Outcome NOTHING = new Outcome(0, 0, 0, 0, 0, 0, List.of(), List.of());

  Outcome {
    repos = List.copyOf(repos);
    errors = List.copyOf(errors);
  }

  Outcome copied(RepoTask.Amount amount, long replaced) {
    return new Outcome(
        copied + 1,
        copiedFiles + amount.files() + replaced,
        copiedSize + amount.bytes(),
        mended + replaced,
        deleted,
        deletedSize,
        more(repos, amount.name().repo()),
        errors);
  }

  Outcome deleted(FolderName name, long bytes) {
    return new Outcome(
        copied,
        copiedFiles,
        copiedSize,
        mended,
        deleted + 1,
        deletedSize + bytes,
        more(repos, name.repo()),
        errors);
  }

  Outcome failed(FolderName name, String why) {
    return new Outcome(
        copied,
        copiedFiles,
        copiedSize,
        mended,
        deleted,
        deletedSize,
        repos,
        more(errors, name.repo() + ": " + why));
  }

  /// Before another attempt: what failed may succeed now.
  Outcome again() {
    return new Outcome(
        copied, copiedFiles, copiedSize, mended, deleted, deletedSize, repos, List.of());
  }

  private static List<String> more(List<String> list, String item) {
    if (list.size() >= MAX_TOLD) {
      return list;
    }
    var longer = new ArrayList<>(list);
    longer.add(item);
    return longer;
  }
}

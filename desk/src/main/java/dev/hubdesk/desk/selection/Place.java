package dev.hubdesk.desk.selection;

import dev.hubdesk.protocol.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// One place where a repository stands.
sealed interface Place permits LocalPlace, CachePlace {

  /// Hex digits in the id of a place.
  int ID_LENGTH = 24;

  /// `local-…` or `hf-…`, made from the folder: the same whatever else the settings name.
  String id();

  /// Where it was found, as the cache browser says it.
  String source();

  /// The repository's folder.
  Path folder();

  /// Every folder that a deletion touches.
  List<Path> touched();

  /// Why nothing can be deleted here; empty when something can.
  String obstacle();

  /// The model files, by path.
  ///
  /// @throws IOException when they cannot all be told
  List<Member> members() throws IOException;

  /// Removes the files.
  ///
  /// @throws UnsafeException when that is not safe; nothing is removed then
  Removal remove(List<Member> members) throws IOException;

  /// What became of the files.
  ///
  /// @param removed paths
  /// @param remaining paths that still show something
  /// @param linkOnly paths of links whose targets stay
  /// @param retained names of blobs that something else needs
  record Removal(
      List<String> removed,
      List<String> remaining,
      List<String> errors,
      List<String> linkOnly,
      List<String> retained) {}

  /// The id of a folder.
  static String id(String kind, Path folder, String repo) {
    String text = folder + "\n" + repo;
    return kind + "-" + Sha256.ofText(text).hex().substring(0, ID_LENGTH);
  }
}

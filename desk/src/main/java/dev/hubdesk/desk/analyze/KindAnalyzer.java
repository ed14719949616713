package dev.hubdesk.desk.analyze;

import dev.hubdesk.protocol.TreeEntry;
import java.util.List;

/// Knows one kind of repository by its files.
public interface KindAnalyzer {

  /// Whether the files make a repository of this kind.
  boolean recognises(List<TreeEntry.File> files);

  /// What is found in a repository of this kind.
  Findings analyze(List<TreeEntry.File> files);
}

package dev.hubdesk.desk.analyze;

/// Who knows the kinds of repositories.
public interface Kinds {

  /// The kind that the metadata makes of the one that the names of the files said.
  Kind refine(Kind byNames, Subject subject);

  /// What is found in a repository of that kind.
  Findings analyze(Kind kind, Subject subject) throws InterruptedException;
}

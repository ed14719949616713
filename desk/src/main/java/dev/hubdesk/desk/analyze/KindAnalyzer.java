package dev.hubdesk.desk.analyze;

/// Knows repositories of one kind, or of a few that are alike.
public interface KindAnalyzer {

  /// What is found in a repository.
  Findings analyze(Subject subject) throws InterruptedException;
}

package dev.hubdesk.desk.analyze;

import dev.hubdesk.protocol.TreeEntry;
import java.util.List;

/// Datasets: their files, all or nothing.
final class DatasetAnalyzer implements KindAnalyzer {

  @Override
  public boolean recognises(List<TreeEntry.File> files) {
    return true;
  }

  @Override
  public Findings analyze(List<TreeEntry.File> files) {
    return Findings.plain("dataset", "Dataset");
  }
}

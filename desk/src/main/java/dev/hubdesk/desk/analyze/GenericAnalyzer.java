package dev.hubdesk.desk.analyze;

import dev.hubdesk.protocol.TreeEntry;
import java.util.List;

/// Takes every repository: its files, without parts to choose from.
final class GenericAnalyzer implements KindAnalyzer {

  @Override
  public boolean recognises(List<TreeEntry.File> files) {
    return true;
  }

  @Override
  public Findings analyze(List<TreeEntry.File> files) {
    return Findings.plain("generic", "Repository");
  }
}

package dev.hubdesk.desk.jobs;

import dev.hubdesk.protocol.RepoPath;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Hears what happens to the files of one job. Must be quick, and must not call back.
interface FileNews {

  /// Nobody hears.
  FileNews NONE =
      new FileNews() {
        @Override
        public void retrying(RepoPath path, String reason, Duration wait) {}

        @Override
        public void happened(String level, String event, OfFile file, @Nullable String why) {}
      };

  /// An attempt will be repeated.
  void retrying(RepoPath path, String reason, Duration wait);

  /// A file begins, is being checked, or is there.
  void happened(String level, String event, OfFile file, @Nullable String why);

  /// A file and its bytes.
  record OfFile(RepoPath path, long size) {}
}

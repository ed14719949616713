package dev.hubdesk.desk.jobs;

import dev.hubdesk.desk.transfer.PlannedFile;
import java.util.List;

/// What can be told of a job's files before it runs again: all of them, once it was completed.
final class KeptFiles {

  private KeptFiles() {}

  static List<FileProgress> of(Job job, JobStore store) {
    boolean complete = job.state() == JobState.COMPLETED;
    return store.files(job, FileProgress.MAX_TOLD).stream()
        .map(file -> tell(file, complete))
        .toList();
  }

  private static FileProgress tell(PlannedFile file, boolean complete) {
    return new FileProgress(
        file.path().text(),
        file.size(),
        complete ? file.size() : 0,
        complete ? FileProgress.COMPLETE : FileProgress.PENDING);
  }
}

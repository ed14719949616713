package dev.hubdesk.desk.jobs;

/// Hears what jobs do. Called under the scheduler's lock, so that the news of one job stay in
/// order: must be quick, must not throw and must not call back.
public interface JobListener {

  /// The job is as told now; at most four times a second while nothing but its progress changes.
  void changed(JobView job);

  /// Something worth a line happened.
  void happened(JobEvent event);

  /// The job was forgotten.
  void removed(String job);

  /// How busy the Desk is, when that changed.
  void status(DeskStatus status);
}

package dev.hubdesk.desk.mirror;

/// Hears how a copy goes on, and may stop it. Called often, from the thread that copies.
interface CopyWatch {

  /// Bytes of a file were copied or read.
  ///
  /// @throws CopyStoppedException when it is to stop
  void bytes(long count);

  /// A file is where it belongs.
  void file();
}

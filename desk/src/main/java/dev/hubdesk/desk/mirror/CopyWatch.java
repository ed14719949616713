package dev.hubdesk.desk.mirror;

/// Hears how a copy goes on, and may stop it. Called often, from the thread that copies.
interface CopyWatch {

  /// Nobody, who never stops anything.
  CopyWatch NOBODY =
      new CopyWatch() {
        @Override
        public void check() {}

        @Override
        public void bytes(long count) {}

        @Override
        public void file() {}
      };

  /// Between two steps.
  ///
  /// @throws CopyStoppedException when it is to stop
  void check();

  /// Bytes of a file were copied or read.
  ///
  /// @throws CopyStoppedException when it is to stop
  void bytes(long count);

  /// A file is where it belongs.
  void file();
}

package dev.hubdesk.desk.transfer;

import java.io.IOException;
import java.io.RandomAccessFile;

/// Brings what was written to a file onto the disk.
interface Syncing {

  Syncing REAL = file -> file.getFD().sync();

  void sync(RandomAccessFile file) throws IOException;
}

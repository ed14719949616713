package dev.hubdesk.conformance.stories;

import dev.hubdesk.conformance.clients.Program;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A disk in memory that is as small as a story needs it. Only root can mount one.
public final class SmallDisk implements AutoCloseable {

  private static final int ATTEMPTS = 20;

  private final Path path;

  private SmallDisk(Path path) {
    this.path = path;
  }

  /// Whether this process may mount.
  public static boolean isPossible() {
    return System.getProperty("user.name").equals("root") && Files.isDirectory(Path.of("/proc"));
  }

  /// Mounts one at a folder, which is made.
  public static SmallDisk at(Path folder, int mib) throws IOException, InterruptedException {
    Path path = Files.createDirectories(folder);
    new Program(List.of("mount", "-t", "tmpfs", "-o", "size=" + mib + "m", "none", path.toString()))
        .mustRun();
    return new SmallDisk(path);
  }

  /// The folder.
  public Path path() {
    return path;
  }

  /// Makes it larger or smaller.
  public void resize(int mib) throws IOException, InterruptedException {
    Program.Ended ended = remount((long) mib << 20);
    if (ended.exitCode() != 0) {
      throw new AssertionError("not resized: " + ended.err());
    }
  }

  /// Leaves so much room and no more, even while somebody writes.
  public void leaveOnly(int mib) throws IOException, InterruptedException {
    FileStore store = Files.getFileStore(path);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      long used = store.getTotalSpace() - store.getUsableSpace();
      if (remount(used + ((long) mib << 20)).exitCode() == 0) {
        return;
      }
    }
    throw new AssertionError("somebody writes faster than the disk can be made smaller");
  }

  /// Takes no more writes, or takes them again; waits until no file is open for writing.
  public void readOnly(boolean on) throws IOException, InterruptedException {
    String options = "remount," + (on ? "ro" : "rw");
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      var mount = new Program(List.of("mount", "-o", options, path.toString()));
      if (mount.run().exitCode() == 0) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new AssertionError("somebody still writes to " + path);
  }

  private Program.Ended remount(long bytes) throws IOException, InterruptedException {
    return new Program(List.of("mount", "-o", "remount,size=" + bytes, path.toString())).run();
  }

  @Override
  public void close() throws IOException {
    try {
      new Program(List.of("umount", "--lazy", path.toString())).mustRun();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("not unmounted", e);
    }
  }
}

package dev.hubdesk.desk.transfer;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Takes the blocks of a file from the disk before anything is written to it: Linux's `fallocate`,
/// which fails where a file system cannot do so, and not `posix_fallocate`, which would then write
/// zeros. Elsewhere nothing is taken.
final class Preallocation {

  /// None where the system has no such call.
  private static final @Nullable Calls CALLS = Calls.find().orElse(null);

  private static final int WRITE_ONLY = 1;
  private static final int EINTR = 4;
  private static final int ENOSPC = 28;
  private static final int EDQUOT = 122;

  private Preallocation() {}

  /// Takes all blocks of the file up to `size`; what it holds stays. Makes the file that long.
  ///
  /// @return whether they are taken; false where the system or the file system cannot do so
  /// @throws IOException when there is no room, or the user's quota is used up
  static boolean take(Path file, long size) throws IOException {
    Calls calls = CALLS;
    if (calls == null || size == 0 || !file.getFileSystem().equals(FileSystems.getDefault())) {
      return false;
    }
    try (Arena arena = Arena.ofConfined()) {
      return calls.allocate(arena, file, size);
    }
  }

  private record Calls(MethodHandle open, MethodHandle fallocate, MethodHandle close) {

    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO =
        STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    static Optional<Calls> find() {
      boolean linux =
          System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")
              && ValueLayout.ADDRESS.byteSize() == Long.BYTES;
      if (!linux) {
        return Optional.empty();
      }
      ValueLayout.OfInt number = ValueLayout.JAVA_INT;
      ValueLayout.OfLong offset = ValueLayout.JAVA_LONG;
      return Optional.of(
          new Calls(
              call(
                  "open",
                  FunctionDescriptor.of(number, ValueLayout.ADDRESS, number),
                  Linker.Option.firstVariadicArg(2)),
              call("fallocate", FunctionDescriptor.of(number, number, number, offset, offset)),
              call("close", FunctionDescriptor.of(number, number))));
    }

    @SuppressWarnings("restricted") // The documented functions of the C library.
    private static MethodHandle call(String name, FunctionDescriptor shape, Linker.Option... more) {
      Linker linker = Linker.nativeLinker();
      var options = new Linker.Option[more.length + 1];
      System.arraycopy(more, 0, options, 1, more.length);
      options[0] = Linker.Option.captureCallState("errno");
      return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), shape, options);
    }

    boolean allocate(Arena arena, Path file, long size) throws IOException {
      MemorySegment state = arena.allocate(STATE);
      try {
        int descriptor =
            (int) open.invokeExact(state, arena.allocateFrom(file.toString()), WRITE_ONLY);
        if (descriptor < 0) {
          return false;
        }
        try {
          return allocate(state, descriptor, size);
        } finally {
          int _ = (int) close.invokeExact(state, descriptor);
        }
      } catch (IOException | RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }

    private boolean allocate(MemorySegment state, int descriptor, long size) throws Throwable {
      while ((int) fallocate.invokeExact(state, descriptor, 0, 0L, size) != 0) {
        switch ((int) ERRNO.get(state, 0L)) {
          case EINTR -> {}
          case ENOSPC -> throw new IOException("No space left on device");
          case EDQUOT -> throw new IOException("Disk quota exceeded");
          default -> {
            return false;
          }
        }
      }
      return true;
    }
  }
}

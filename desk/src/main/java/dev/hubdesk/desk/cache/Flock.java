package dev.hubdesk.desk.cache;

import java.io.IOException;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// `flock(2)`, which excludes the locks that Python programs take on Linux and macOS. The locks of
/// `FileChannel` are of another kind there and exclude nobody but us.
final class Flock {

  private static final int LOCK_EX = 2;
  private static final int LOCK_NB = 4;
  private static final int O_RDWR = 2;
  private static final int NO_ENTRY = 2;
  private static final int MODE = 0664;

  private static final boolean LINUX = name().contains("linux");
  private static final boolean MAC = name().contains("mac");
  private static final int O_CREAT = LINUX ? 0x40 : 0x200;
  private static final int O_CLOEXEC = LINUX ? 0x80000 : 0x1000000;
  private static final int WOULD_BLOCK = LINUX ? 11 : 35;

  private Flock() {}

  private static String name() {
    return System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
  }

  static boolean isSupported() {
    return LINUX || MAC;
  }

  /// The three functions of the C library; looked up when the first lock is taken.
  private static final class Calls {

    static final StructLayout STATE = Linker.Option.captureStateLayout();
    static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    static final MethodHandle OPEN =
        function(
            "open",
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT, pointer(), ValueLayout.JAVA_INT, ValueLayout.JAVA_INT),
            Linker.Option.captureCallState("errno"),
            Linker.Option.firstVariadicArg(2));
    static final MethodHandle FLOCK =
        function(
            "flock",
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT),
            Linker.Option.captureCallState("errno"));
    static final MethodHandle CLOSE =
        function("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    private Calls() {}

    private static AddressLayout pointer() {
      return ValueLayout.ADDRESS;
    }

    @SuppressWarnings("restricted") // Three functions of the C library, by their documented forms.
    private static MethodHandle function(
        String name, FunctionDescriptor form, Linker.Option... options) {
      Linker linker = Linker.nativeLinker();
      return linker.downcallHandle(
          linker.defaultLookup().find(name).orElseThrow(UnsupportedOperationException::new),
          form,
          options);
    }
  }

  /// Takes the lock; empty when somebody has it.
  ///
  /// @throws NoSuchFileException when the folder is missing
  static Optional<BlobLock> tryTake(Path file) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(Calls.STATE);
      int descriptor =
          (int)
              Calls.OPEN.invokeExact(
                  state, arena.allocateFrom(file.toString()), O_RDWR | O_CREAT | O_CLOEXEC, MODE);
      if (descriptor < 0) {
        throw failure(file, "open", (int) Calls.ERRNO.get(state, 0L));
      }
      if ((int) Calls.FLOCK.invokeExact(state, descriptor, LOCK_EX | LOCK_NB) == 0) {
        return Optional.of(() -> close(descriptor));
      }
      int error = (int) Calls.ERRNO.get(state, 0L);
      close(descriptor);
      if (error == WOULD_BLOCK) {
        return Optional.empty();
      }
      throw failure(file, "flock", error);
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static IOException failure(Path file, String call, int error) {
    return error == NO_ENTRY
        ? new NoSuchFileException(file.toString())
        : BlobLock.failed(file, call, error);
  }

  private static void close(int descriptor) {
    try {
      int _ = (int) Calls.CLOSE.invokeExact(descriptor);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}

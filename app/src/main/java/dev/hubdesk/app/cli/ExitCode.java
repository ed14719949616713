package dev.hubdesk.app.cli;

/// How the process ends. Scripts may rely on these.
public final class ExitCode {

  /// Done, or stopped by SIGTERM or SIGINT after everything was drained.
  public static final int OK = 0;

  /// Something failed that has no number of its own.
  public static final int FAILED = 1;

  /// The command line or a setting is wrong.
  public static final int USAGE = 2;

  /// Another program listens on the port.
  public static final int PORT_IN_USE = 3;

  /// The data directory cannot be used: another process has it, or a newer version wrote it.
  public static final int DATA_UNUSABLE = 4;

  private ExitCode() {}
}

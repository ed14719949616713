package dev.hubdesk.git;

/// The most that one comparison of two states tells. What is left out is named.
///
/// @param files that differ
/// @param lines of text, over all files
/// @param fileBytes of a file whose lines are compared, on either side
public record DiffLimits(int files, int lines, int fileBytes) {

  /// What holds unless configured otherwise.
  public static final DiffLimits DEFAULT = new DiffLimits(3_000, 100_000, 1 << 20);

  public DiffLimits {
    if (files < 1 || lines < 1 || fileBytes < 1) {
      throw new IllegalArgumentException("limits are positive");
    }
  }
}

package dev.hubdesk.hub;

/// The most that the Hub takes from a stranger in one request. Sizes are in bytes.
///
/// @param jsonBody of a JSON or form body that is read whole
/// @param commitBody of a commit, Base64 content included
/// @param commitOperations lines of a commit
/// @param commitText of a title and description, and of any other text in a commit line
/// @param lfsThreshold above this size a file is an LFS file
/// @param paths that one paths-info request may name
/// @param page entries of a page of a listing
public record HubLimits(
    int jsonBody,
    long commitBody,
    int commitOperations,
    int commitText,
    long lfsThreshold,
    int paths,
    int page) {

  /// What holds unless configured otherwise.
  public static final HubLimits DEFAULT =
      new HubLimits(16 << 20, 4L << 30, 100_000, 1 << 20, 10_000_000, 1_000, 1_000);

  public HubLimits {
    if (jsonBody < 1
        || commitBody < 1
        || commitOperations < 1
        || commitText < 1
        || lfsThreshold < 1
        || paths < 1
        || page < 1) {
      throw new IllegalArgumentException("limits are positive");
    }
  }
}

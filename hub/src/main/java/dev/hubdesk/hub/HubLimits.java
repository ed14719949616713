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
/// @param preuploadFiles that one preupload request may ask about; stock clients ask about 100
///   (JavaScript) or 256 (Python)
public record HubLimits(
    int jsonBody,
    long commitBody,
    int commitOperations,
    int commitText,
    long lfsThreshold,
    int paths,
    int page,
    int preuploadFiles) {

  /// The most objects of one LFS batch. Stock clients ask for 100 (git-lfs, JavaScript) or 256
  /// (Python).
  public static final int MAX_BATCH_OBJECTS = 1_000;

  /// The largest LFS object, in bytes: 1 TiB.
  public static final long MAX_OBJECT_BYTES = 1L << 40;

  /// The longest `.gitignore`, stored or sent, that is read, in bytes; of a longer one the rest is
  /// not seen.
  public static final int MAX_IGNORE_BYTES = 1 << 20;

  /// The most rules of a `.gitignore` that are read; of more the rest is not seen.
  public static final int MAX_IGNORE_RULES = 1_000;

  /// The most files that a repository can be created with.
  public static final int MAX_FIRST_FILES = 1_000;

  /// The least and the largest LFS threshold that a repository may choose, in bytes.
  public static final long MIN_LFS_THRESHOLD = 1_000_000;

  public static final long MAX_LFS_THRESHOLD = 1_000_000_000;

  /// The most LFS suffixes that a repository may add, and the longest, in characters.
  public static final int MAX_LFS_SUFFIXES = 100;

  public static final int MAX_LFS_SUFFIX_LENGTH = 32;

  private static final int JSON_BODY = 16 << 20;
  private static final long COMMIT_BODY = 4L << 30;
  private static final int COMMIT_OPERATIONS = 100_000;
  private static final int COMMIT_TEXT = 1 << 20;
  private static final long LFS_THRESHOLD = 10_000_000;
  private static final int PATHS = 1_000;
  private static final int PAGE = 1_000;
  private static final int PREUPLOAD_FILES = 10_000;

  /// What holds unless configured otherwise.
  public static final HubLimits DEFAULT =
      new HubLimits(
          JSON_BODY,
          COMMIT_BODY,
          COMMIT_OPERATIONS,
          COMMIT_TEXT,
          LFS_THRESHOLD,
          PATHS,
          PAGE,
          PREUPLOAD_FILES);

  public HubLimits {
    if (jsonBody < 1
        || commitBody < 1
        || commitOperations < 1
        || commitText < 1
        || lfsThreshold < 1
        || paths < 1
        || page < 1
        || preuploadFiles < 1) {
      throw new IllegalArgumentException("limits are positive");
    }
  }

  /// The same with another LFS threshold.
  public HubLimits withLfsThreshold(long bytes) {
    return new HubLimits(
        jsonBody, commitBody, commitOperations, commitText, bytes, paths, page, preuploadFiles);
  }
}

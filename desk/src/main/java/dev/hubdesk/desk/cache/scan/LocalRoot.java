package dev.hubdesk.desk.cache.scan;

import dev.hubdesk.protocol.RepoType;
import java.nio.file.Path;

/// A folder of plain files in which repositories stand as `<owner>/<name>`.
///
/// @param type of what stands in it
public record LocalRoot(Path folder, Source source, RepoType type) {

  /// Where something was found, as the API says it.
  public enum Source {
    /// A cache in the layout of `huggingface_hub`.
    HF_CACHE("HF cache"),
    /// Readable names for what is in the cache.
    FRIENDLY_VIEW("Friendly view"),
    /// A folder of plain files.
    LOCAL("Local");

    private final String text;

    Source(String text) {
      this.text = text;
    }

    /// For people.
    public String text() {
      return text;
    }
  }

  /// A folder of models.
  public static LocalRoot models(Path folder) {
    return new LocalRoot(folder, Source.LOCAL, RepoType.MODEL);
  }

  /// One of the two folders of the friendly view.
  public static LocalRoot friendly(Path view, RepoType type) {
    return new LocalRoot(view.resolve(type.plural()), Source.FRIENDLY_VIEW, type);
  }
}

package dev.hubdesk.desk.analyze.dataset;

import dev.hubdesk.desk.Sizes;
import dev.hubdesk.desk.analyze.AnswerObject;
import dev.hubdesk.desk.analyze.Findings;
import dev.hubdesk.desk.analyze.ItemMaker;
import dev.hubdesk.desk.analyze.Kind;
import dev.hubdesk.desk.analyze.KindAnalyzer;
import dev.hubdesk.desk.analyze.MetadataReader;
import dev.hubdesk.desk.analyze.Subject;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.TreeEntry;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Datasets. Their card may say what belongs together; where it does not, paths do.
public final class DatasetAnalyzer implements KindAnalyzer {

  /// How much of a card is read, in bytes.
  static final int MAX_CARD = 2 << 20;

  private static final int MAX_NAMED = 1_000;
  private static final String CARD = "README.md";
  private static final Set<String> ARCHIVES = Set.of("tar", "zip", "gz", "zst");

  @Override
  public Findings analyze(Subject subject) throws InterruptedException {
    List<DataFile> data =
        subject.files().stream().map(DataFile::of).flatMap(Optional::stream).toList();
    List<String> formats = data.stream().map(DataFile::format).distinct().sorted(ORDER).toList();
    Optional<Layout> told = Layout.ofCard(CardConfigs.read(card(subject)), subject.files());
    Layout layout = told.orElseGet(() -> Layout.ofPaths(withoutRepeats(data, formats)));
    Layout shown = told.orElseGet(() -> Layout.ofPaths(data));
    var object =
        new AnswerObject()
            .put("splits", shown.splits().entrySet().stream().map(DatasetAnalyzer::tell).toList())
            .put("configs", layout.configs().keySet().stream().limit(MAX_NAMED).toList())
            .put("formats", formats)
            .put("primary_format", formats.isEmpty() ? null : formats.getFirst())
            .map();
    object.putIfAbsent("splits", List.of());
    return new Findings(
        Kind.DATASET.description(),
        Map.of("dataset", object),
        new ItemMaker(subject.filters()).items(new DatasetParts(layout).parts()));
  }

  /// The beginning of the card; empty when there is none, or it is refused.
  private static String card(Subject subject) throws InterruptedException {
    Optional<TreeEntry.File> card = subject.file(CARD);
    if (card.isEmpty()) {
      return "";
    }
    try {
      byte[] head = subject.source().head(card.get().path(), MAX_CARD);
      return new String(head, StandardCharsets.UTF_8);
    } catch (FailureException e) {
      if (e.failure() instanceof Failure.Unavailable broken) {
        throw MetadataReader.failed(CARD + ": " + broken.message());
      }
      return "";
    }
  }

  private static final Comparator<String> ORDER =
      Comparator.comparingInt(DataFile.FORMATS::indexOf);

  /// Where the same data stands in several formats only the preferred one is taken: rows in a
  /// lesser format are left out where that one has the same configuration and split. Archives
  /// repeat nothing.
  private static List<DataFile> withoutRepeats(List<DataFile> data, List<String> formats) {
    Set<List<String>> known = new HashSet<>();
    for (DataFile file : data) {
      if (file.format().equals(formats.getFirst())) {
        known.add(place(file));
      }
    }
    return data.stream()
        .filter(file ->
            file.format().equals(formats.getFirst())
                || ARCHIVES.contains(file.format())
                || !known.contains(place(file)))
        .toList();
  }

  private static List<String> place(DataFile file) {
    return List.of(file.config(), String.valueOf(file.split()));
  }

  private static Map<String, Object> tell(Map.Entry<String, List<TreeEntry.File>> split) {
    List<TreeEntry.File> files = split.getValue();
    long size = files.stream().mapToLong(TreeEntry.File::size).sum();
    return new AnswerObject()
        .put("name", split.getKey())
        .put("files", files.stream().limit(MAX_NAMED).map(file -> file.path().text()).toList())
        .put("file_count", files.size())
        .put("size", size)
        .put("size_human", Sizes.human(size))
        .map();
  }
}

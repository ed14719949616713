package dev.hubdesk.desk.analyze.dataset;

import dev.hubdesk.desk.Sizes;
import dev.hubdesk.desk.analyze.AnswerObject;
import dev.hubdesk.desk.analyze.Findings;
import dev.hubdesk.desk.analyze.ItemMaker;
import dev.hubdesk.desk.analyze.Kind;
import dev.hubdesk.desk.analyze.KindAnalyzer;
import dev.hubdesk.desk.analyze.Subject;
import dev.hubdesk.protocol.TreeEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Datasets.
public final class DatasetAnalyzer implements KindAnalyzer {

  private static final int MAX_NAMED = 1_000;

  @Override
  public Findings analyze(Subject subject) {
    List<DataFile> data =
        subject.files().stream().map(DataFile::of).flatMap(Optional::stream).toList();
    List<String> formats = data.stream().map(DataFile::format).distinct().sorted(ORDER).toList();
    var parts = new DatasetParts(data, formats);
    var told =
        new AnswerObject()
            .put("splits", splits(data))
            .put("configs", parts.configs().keySet().stream().limit(MAX_NAMED).toList())
            .put("formats", formats)
            .put("primary_format", formats.isEmpty() ? null : formats.getFirst());
    Map<String, Object> object = told.map();
    object.putIfAbsent("splits", List.of());
    return new Findings(
        Kind.DATASET.description(),
        Map.of("dataset", object),
        new ItemMaker(subject.filters()).items(parts.parts()));
  }

  private static final Comparator<String> ORDER =
      Comparator.comparingInt(DataFile.FORMATS::indexOf);

  private static List<Map<String, Object>> splits(List<DataFile> data) {
    Map<String, List<TreeEntry.File>> splits = new LinkedHashMap<>();
    for (DataFile file : data) {
      if (file.split() != null) {
        splits.computeIfAbsent(file.split(), _ -> new ArrayList<>()).add(file.file());
      }
    }
    return splits.entrySet().stream().map(split -> tell(split.getKey(), split.getValue())).toList();
  }

  private static Map<String, Object> tell(String name, List<TreeEntry.File> files) {
    long size = files.stream().mapToLong(TreeEntry.File::size).sum();
    return new AnswerObject()
        .put("name", name)
        .put("files", files.stream().limit(MAX_NAMED).map(file -> file.path().text()).toList())
        .put("file_count", files.size())
        .put("size", size)
        .put("size_human", Sizes.human(size))
        .map();
  }
}

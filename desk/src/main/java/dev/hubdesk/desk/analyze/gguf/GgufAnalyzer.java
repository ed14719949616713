package dev.hubdesk.desk.analyze.gguf;

import dev.hubdesk.desk.Sizes;
import dev.hubdesk.desk.analyze.FileInfo;
import dev.hubdesk.desk.analyze.Findings;
import dev.hubdesk.desk.analyze.ItemMaker;
import dev.hubdesk.desk.analyze.Kind;
import dev.hubdesk.desk.analyze.KindAnalyzer;
import dev.hubdesk.desk.analyze.SelectableItem;
import dev.hubdesk.desk.analyze.Subject;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.TreeEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Models for llama.cpp and its kin: one file, or a row of shards, for each quantization.
public final class GgufAnalyzer implements KindAnalyzer {

  private static final Logger LOG = LoggerFactory.getLogger(GgufAnalyzer.class);
  private static final Pattern PARAMETERS =
      Pattern.compile("(?<![\\d.])(\\d+(?:\\.\\d+)?)[bB](?![A-Za-z])");

  /// The most files whose beginning is read because their names do not tell the quantization.
  static final int MAX_READ = 8;

  @Override
  public Findings analyze(Subject subject) throws InterruptedException {
    GgufFiles found = named(GgufFiles.of(subject.files()), subject);
    @Nullable GgufGroup recommended =
        Recommendation.among(found.groups(), subject.ram()).orElse(null);
    Lineage lineage = Lineage.of(subject);
    @Nullable UpstreamProjectors upstream =
        found.projectors().isEmpty()
            ? UpstreamProjectors.find(subject, lineage).orElse(null)
            : null;
    List<TreeEntry.File> projectors = upstream == null ? found.projectors() : upstream.files();
    String name = found.groups().isEmpty() ? null : found.groups().getFirst().stem();
    var info =
        new GgufInfo(
            name,
            name == null ? null : parameters(name),
            found.groups().stream().map(group -> tell(group, group.equals(recommended))).toList(),
            projectors.stream().map(FileInfo::of).toList(),
            upstream == null ? null : upstream.repo().path(),
            lineage.chain());
    List<SelectableItem> items =
        new ArrayList<>(new ItemMaker(subject.filters()).items(GgufParts.of(found, recommended)));
    if (upstream != null) {
      items.addAll(upstream.items());
    }
    return new Findings(Kind.GGUF.description(), Map.of("gguf", info), items);
  }

  /// Asks the files whose names do not tell how they are quantized.
  private static GgufFiles named(GgufFiles found, Subject subject) throws InterruptedException {
    var groups = new ArrayList<GgufGroup>();
    int read = 0;
    for (GgufGroup group : found.groups()) {
      boolean asks = group.quant() == null && read++ < MAX_READ;
      groups.add(asks ? group.with(quant(group.files().getFirst(), subject)) : group);
    }
    return new GgufFiles(groups, found.projectors());
  }

  private static @Nullable Quant quant(TreeEntry.File file, Subject subject)
      throws InterruptedException {
    try {
      return GgufHeader.quant(subject.source().head(file.path(), GgufHeader.MAX_BYTES))
          .orElse(null);
    } catch (FailureException e) {
      LOG.debug("Cannot read the head of {}: {}", file.path(), e.getMessage());
      return null;
    }
  }

  private static Quantization tell(GgufGroup group, boolean recommended) {
    long ram = GgufParts.ram(group.size());
    return new Quantization(
        group.label(),
        FileInfo.of(group.files().getFirst(), group.size()),
        group.quality(),
        ItemMaker.stars(group.quality()),
        ram,
        Sizes.human(ram),
        GgufParts.description(group),
        recommended,
        group.files().size(),
        GgufParts.paths(group.files()),
        group.mtp());
  }

  private static @Nullable String parameters(String name) {
    Matcher matcher = PARAMETERS.matcher(name);
    return matcher.find() ? matcher.group(1) + "B" : null;
  }
}

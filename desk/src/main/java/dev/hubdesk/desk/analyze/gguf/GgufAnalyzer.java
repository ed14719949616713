package dev.hubdesk.desk.analyze.gguf;

import dev.hubdesk.desk.Sizes;
import dev.hubdesk.desk.analyze.FileInfo;
import dev.hubdesk.desk.analyze.Findings;
import dev.hubdesk.desk.analyze.ItemMaker;
import dev.hubdesk.desk.analyze.Kind;
import dev.hubdesk.desk.analyze.KindAnalyzer;
import dev.hubdesk.desk.analyze.Subject;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Models for llama.cpp and its kin: one file, or a row of shards, for each quantization.
public final class GgufAnalyzer implements KindAnalyzer {

  private static final Pattern PARAMETERS =
      Pattern.compile("(?<![\\d.])(\\d+(?:\\.\\d+)?)[bB](?![A-Za-z])");

  @Override
  public Findings analyze(Subject subject) {
    GgufFiles found = GgufFiles.of(subject.files());
    @Nullable GgufGroup recommended = Recommendation.among(found.groups()).orElse(null);
    List<Quantization> quantizations =
        found.groups().stream().map(group -> tell(group, group.equals(recommended))).toList();
    String name = found.groups().isEmpty() ? null : found.groups().getFirst().stem();
    var info =
        new GgufInfo(
            name,
            name == null ? null : parameters(name),
            quantizations,
            found.projectors().stream().map(FileInfo::of).toList());
    return new Findings(
        Kind.GGUF.description(),
        Map.of("gguf", info),
        new ItemMaker(subject.filters()).items(GgufParts.of(found, recommended)));
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

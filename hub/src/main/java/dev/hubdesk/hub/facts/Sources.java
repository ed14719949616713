package dev.hubdesk.hub.facts;

import dev.hubdesk.git.FileNames;
import dev.hubdesk.git.FileNames.FileName;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.RepoType;
import dev.hubdesk.protocol.Sha256;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the facts of one commit are derived from: a few files by name, and what the names of others
/// tell. Found by looking at a bounded number of names; equal fingerprints, equal facts.
///
/// @param files the files that are read, by name
/// @param weights safetensors files whose parameters count together
/// @param gguf the parts of one GGUF file
/// @param fileTags from names
record Sources(
    RepoType type,
    SortedMap<String, FileName> files,
    List<FileName> weights,
    List<FileName> gguf,
    SortedSet<String> fileTags) {

  /// Names of files that are looked at, level by level from the root; tags come from no others.
  static final int MAX_NAMES = 2_000;

  /// The most parts of one model.
  static final int MAX_PARTS = 500;

  static final String README = "README.md";
  static final String CONFIG = "config.json";
  static final String TOKENIZER = "tokenizer_config.json";
  static final String TEMPLATE = "chat_template.jinja";
  static final String ADAPTER = "adapter_config.json";
  static final String PIPELINE = "model_index.json";

  private static final String INDEX = "model.safetensors.index.json";
  private static final List<String> OF_A_MODEL =
      List.of(CONFIG, TOKENIZER, TEMPLATE, ADAPTER, PIPELINE, INDEX);
  private static final Pattern PART =
      Pattern.compile("(.*)-(\\d{5})-of-(\\d{5})(\\.safetensors|\\.gguf)");

  /// Looks at a commit.
  static Sources of(RepoType type, FileNames names) throws IOException {
    var files = new TreeMap<String, FileName>();
    add(names, README, files);
    if (type == RepoType.MODEL) {
      for (String name : OF_A_MODEL) {
        add(names, name, files);
      }
    }
    List<FileName> first = names.first(MAX_NAMES);
    boolean model = type == RepoType.MODEL;
    return new Sources(
        type,
        files,
        model ? weights(names, first) : List.of(),
        model ? gguf(names, first) : List.of(),
        FileTags.of(type, first));
  }

  private static void add(FileNames names, String name, Map<String, FileName> files)
      throws IOException {
    names.find(new RepoPath(name)).ifPresent(file -> files.put(name, file));
  }

  /// The one file, or the parts of it, or the only safetensors file that there is.
  private static List<FileName> weights(FileNames names, List<FileName> first) throws IOException {
    var whole = names.find(new RepoPath("model.safetensors"));
    if (whole.isPresent()) {
      return List.of(whole.get());
    }
    List<FileName> tensors = inRoot(first, ".safetensors");
    for (FileName file : tensors) {
      Matcher part = PART.matcher(file.path().text());
      if (part.matches() && part.group(1).equals("model")) {
        return parts(names, part);
      }
    }
    return tensors.size() == 1 ? tensors : List.of();
  }

  /// The first file that is no projector, or the parts of it.
  private static List<FileName> gguf(FileNames names, List<FileName> first) throws IOException {
    for (FileName file : inRoot(first, ".gguf")) {
      if (!file.path().text().contains("mmproj")) {
        Matcher part = PART.matcher(file.path().text());
        return part.matches() ? parts(names, part) : List.of(file);
      }
    }
    return List.of();
  }

  private static List<FileName> inRoot(List<FileName> files, String suffix) {
    return files.stream()
        .filter(file -> file.path().parent().isRoot() && file.path().text().endsWith(suffix))
        .toList();
  }

  /// All parts of a file; none when one is missing.
  private static List<FileName> parts(FileNames names, Matcher part) throws IOException {
    int count = Integer.parseInt(part.group(3));
    if (count > MAX_PARTS) {
      return List.of();
    }
    var parts = new ArrayList<FileName>();
    for (int i = 1; i <= count; i++) {
      String name = "%s-%05d-of-%s%s".formatted(part.group(1), i, part.group(3), part.group(4));
      names.find(new RepoPath(name)).ifPresent(parts::add);
    }
    return parts.size() == count ? List.copyOf(parts) : List.of();
  }

  /// Of everything that is read, by content.
  String fingerprint() {
    var text = new StringBuilder(type.name());
    files.forEach((name, file) -> line(text, name, file));
    weights.forEach(file -> line(text, "weights", file));
    gguf.forEach(file -> line(text, "gguf", file));
    text.append('\n').append(fileTags);
    return Sha256.ofText(text.toString()).hex();
  }

  private static void line(StringBuilder text, String what, FileName file) {
    text.append('\n').append(what).append(' ').append(file.oid().hex());
  }
}
